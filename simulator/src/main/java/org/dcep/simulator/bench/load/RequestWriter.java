package org.dcep.simulator.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.SignedPayment;
import org.dcep.simulator.client.SignedPayroll;

/** Writes complete requests of HTTP/1.1, signed, ready to be sent. Thread-safe. */
final class RequestWriter {
    /** Just under what the service allows, so that requests stay good for as long as possible. */
    private static final Duration VALIDITY =
            Duration.ofMinutes(PaymentOrder.MAX_VALIDITY_MINUTES).minusSeconds(5);

    private static final int ENTRIES_PAGE = 20;

    private final LoadPlan plan;
    private final Participants participants;
    private final PaymentDraws.Market market;
    private final PaymentIds ids;
    private final Clock clock;

    RequestWriter(LoadPlan plan, Participants participants, Clock clock) {
        this.plan = plan;
        this.participants = participants;
        this.market = new PaymentDraws.Market(plan.crowd());
        this.ids = new PaymentIds(plan.nonce(), plan.idsSinceMillis());
        this.clock = clock;
    }

    PaymentIds ids() {
        return ids;
    }

    /**
     * A block of requests.
     *
     * @param stream the number of the block's stream of draws
     * @param firstPayment the number of its first payment
     */
    List<byte[]> block(RequestKind kind, int stream, long firstPayment, int requests) {
        PaymentDraws draws = new PaymentDraws(plan.crowd(), market, stream);
        List<byte[]> block = new ArrayList<>(requests);
        for (int i = 0; i < requests; i++) {
            long payment = firstPayment + (long) i * kind.payments();
            block.add(
                    switch (kind) {
                        case SINGLE -> post("/v1/payments", "application/json", Json.bytes(payment(draws, payment)));
                        case BATCH -> post("/v1/payment-batches", "application/x-ndjson", lines(draws, payment));
                        case PAYROLL -> post("/v1/payrolls", "application/json", Json.bytes(payroll(draws, payment)));
                        case READ -> read(draws, i);
                    });
        }
        return block;
    }

    private SignedPayment payment(PaymentDraws draws, long number) {
        draws.next();
        PaymentOrder order = new PaymentOrder(
                ids.of(number),
                participants.number(draws.payer()),
                participants.number(draws.payee()),
                Money.fen(draws.amountFen()),
                Money.fen(plan.maxGasFeeFen()),
                expiry(),
                "");
        return SignedPayment.of(order, plan.network(), participants.key(draws.payer()));
    }

    private byte[] lines(PaymentDraws draws, long first) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < RequestKind.BATCH.payments(); i++) {
            lines.writeBytes(Json.bytes(payment(draws, first + i)));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** Employers take turns. */
    private SignedPayroll payroll(PaymentDraws draws, long first) {
        int size = RequestKind.PAYROLL.payments();
        Crowd crowd = plan.crowd();
        int employer = crowd.people() + (int) (first / size % crowd.employers());
        List<SignedPayroll.Item> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String payee = participants.number(draws.employeeOf(employer));
            items.add(new SignedPayroll.Item(ids.of(first + i), payee, draws.amountFen()));
        }
        return SignedPayroll.of(
                participants.number(employer),
                items,
                plan.maxGasFeeFen(),
                expiry(),
                plan.network(),
                participants.key(employer));
    }

    /** Balances and entries by turns. */
    private byte[] read(PaymentDraws draws, int turn) {
        String wallet = "/v1/wallets/" + participants.number(draws.anyone());
        String path = turn % 2 == 0 ? wallet : wallet + "/entries?limit=" + ENTRIES_PAGE;
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Bearer " + plan.readerToken()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] post(String path, String type, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String host() {
        return plan.wallet().getHost() + ":" + plan.wallet().getPort();
    }

    private Instant expiry() {
        return clock.instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
    }
}
