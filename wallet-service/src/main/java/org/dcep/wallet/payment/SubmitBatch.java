package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcep.web.NdJson;
import org.dcep.web.NdJson.Line;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/**
 * Many orders in one request, one a line. Every line is an order of its own: they are decided side by side, as if they
 * had been sent at the same moment, and each gets its outcome, in the order of the lines. A blank line is no order, and
 * its outcome says so.
 */
@ApplicationScoped
class SubmitBatch {
    static final int MAX_LINES = 10_000;
    static final int MAX_LINE_BYTES = 1 << 20;

    /**
     * How many orders of one batch are under way at once: the others wait here without a place. All batches together
     * leave places to those who pay one by one.
     */
    private static final int WINDOW = 128;

    private static final int MAX_BATCHES = 12;
    private static final int MAX_PATIENCE = 200;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final SubmitPayment payments;
    private final ObjectWriter json;
    private final AtomicInteger underWay = new AtomicInteger();

    SubmitBatch(SubmitPayment payments, ObjectMapper json) {
        this.payments = payments;
        this.json = json.writerFor(OutcomeLine.class);
    }

    /**
     * One outcome a line.
     *
     * @throws org.dcep.web.ProblemException if there are too many lines, before any of them is an order
     */
    Uni<byte[]> submit(byte[] body) {
        List<Line> lines = NdJson.lines(body, MAX_LINES);
        if (underWay.incrementAndGet() > MAX_BATCHES) {
            underWay.decrementAndGet();
            return Uni.createFrom().failure(Problems.overloaded().asException());
        }
        byte[][] outcomes = new byte[lines.size()][];
        return Multi.createFrom()
                .iterable(lines)
                .onItem()
                .transformToUni(line -> submitLine(body, line, 0)
                        .invoke(answer -> outcomes[line.number() - 1] = written(line, answer))
                        .replaceWith(line))
                .merge(WINDOW)
                .onItem()
                .ignoreAsUni()
                .map(done -> NdJson.joined(outcomes))
                .eventually(underWay::decrementAndGet);
    }

    private Uni<PaymentAnswer> submitLine(byte[] body, Line line, int pauses) {
        if (line.length() > MAX_LINE_BYTES) {
            return Uni.createFrom()
                    .item(Answers.malformed(List.of(
                            new Problem.Violation("", "must be a line of at most " + MAX_LINE_BYTES + " bytes"))));
        }
        return payments.submit(body, line.offset(), line.length())
                .chain(answer -> isOverloaded(answer) && pauses < MAX_PATIENCE
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> submitLine(body, line, pauses + 1))
                        : Uni.createFrom().item(answer));
    }

    private static boolean isOverloaded(PaymentAnswer answer) {
        return answer.fold(
                decided -> false,
                other -> other.problem().code().equals(Problems.overloaded().code()));
    }

    private byte[] written(Line line, PaymentAnswer answer) {
        try {
            return json.writeValueAsBytes(OutcomeLine.of(line.number(), answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome cannot be written", e);
        }
    }
}
