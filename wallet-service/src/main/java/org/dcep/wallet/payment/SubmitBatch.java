package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dcep.web.NdJson;
import org.dcep.web.NdJson.Line;
import org.dcep.web.Problem;

/**
 * Many orders in one request, one a line. Every line is an order of its own: they are decided side by side, as if they
 * had been sent at the same moment, and each gets its outcome, in the order of the lines. A blank line is no order, and
 * its outcome says so.
 */
@ApplicationScoped
class SubmitBatch {
    static final int MAX_LINES = 10_000;
    static final int MAX_LINE_BYTES = 1 << 20;

    private final SubmitPayment payments;
    private final ManyOrders orders;
    private final ObjectWriter json;

    SubmitBatch(SubmitPayment payments, ManyOrders orders, ObjectMapper json) {
        this.payments = payments;
        this.orders = orders;
        this.json = json.writerFor(OutcomeLine.class);
    }

    /**
     * One outcome a line.
     *
     * @throws org.dcep.web.ProblemException if there are too many lines, before any of them is an order
     */
    Uni<byte[]> submit(byte[] body) {
        List<Line> lines = NdJson.lines(body, MAX_LINES);
        return orders.submitAll(lines, line -> submitLine(body, line), this::written)
                .map(outcomes -> NdJson.joined(outcomes.toArray(new byte[0][])));
    }

    private Uni<PaymentAnswer> submitLine(byte[] body, Line line) {
        if (line.length() > MAX_LINE_BYTES) {
            return Uni.createFrom()
                    .item(Answers.malformed(List.of(
                            new Problem.Violation("", "must be a line of at most " + MAX_LINE_BYTES + " bytes"))));
        }
        return payments.submit(body, line.offset(), line.length());
    }

    private byte[] written(Line line, PaymentAnswer answer) {
        try {
            return json.writeValueAsBytes(OutcomeLine.of(line.number(), answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome cannot be written", e);
        }
    }
}
