package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operators' service: wallets, exchanges, payments. Amounts in fen; a repeated id has one effect. */
public final class WalletApi {
    private final RestClient rest;
    private final URI base;

    public WalletApi(RestClient rest, URI base) {
        this.rest = rest;
        this.base = base;
    }

    /** Null is no limit. */
    public record Limits(Long balanceFen, Long perPaymentFen, Long dailyFen, Long annualFen) {}

    public record Wallet(
            String walletId,
            String operatorId,
            String walletClass,
            String state,
            String algorithm,
            String publicKey,
            String alias,
            long availableFen,
            long heldFen,
            Limits limits,
            long spentTodayFen,
            long spentThisYearFen) {}

    /** An operator's book; {@code issuedFen} is what the central bank has placed with it. */
    public record Vault(
            String operatorId,
            long issuedFen,
            long vaultFen,
            long walletsFen,
            long heldFen,
            long clearingFen,
            long gasFen,
            long reservesFen,
            int coinCount,
            long coinsFen,
            boolean balanced) {

        /** What the issuer calls outstanding, whichever sign the book's account has. */
        public long placedFen() {
            return Math.abs(issuedFen);
        }
    }

    /**
     * @param cycleId null while the payment is pending
     * @param reason why it was refused, null otherwise
     */
    public record Payment(
            UUID paymentId,
            String state,
            String payer,
            String payee,
            long amountFen,
            long gasUnits,
            long gasFeeFen,
            int gasPolicyVersion,
            Long cycleId,
            String decidedAt,
            String reason,
            String reference) {

        public boolean isPending() {
            return state.equals("PENDING");
        }
    }

    /** What a wallet is opened with. */
    public record Opening(String operatorId, String walletClass, String publicKey, String algorithm, String alias) {}

    /**
     * Opens a wallet.
     *
     * @param idempotencyKey makes a repeated request return the same wallet
     */
    public Wallet open(Credentials operator, String idempotencyKey, Opening opening) {
        return rest.send(Request.post(at("/v1/wallets"), opening)
                        .as(operator)
                        .withHeader("Idempotency-Key", idempotencyKey))
                .as(Wallet.class);
    }

    /**
     * A line of {@link #openAll}.
     *
     * @param idempotencyKey makes a repeated line return the same wallet
     */
    public record BatchOpening(
            String operatorId, String walletClass, String publicKey, String algorithm, String idempotencyKey) {}

    /**
     * Opens many wallets of one operator, at most 10,000.
     *
     * @return their numbers, in the order of {@code openings}
     * @throws UnexpectedAnswer if the batch was refused
     * @throws IllegalStateException if a line was
     */
    public List<String> openAll(Credentials operator, List<BatchOpening> openings) {
        JsonNode lines = rest.send(
                        Request.postLines(at("/v1/wallet-batches"), openings).as(operator))
                .as(JsonNode.class);
        List<String> numbers = new ArrayList<>(openings.size());
        for (JsonNode line : lines) {
            if (!line.has("walletId")) {
                throw new IllegalStateException("a wallet of a batch was not opened: " + line);
            }
            numbers.add(line.path("walletId").asText());
        }
        if (numbers.size() != openings.size()) {
            throw new IllegalStateException(
                    "a batch of " + openings.size() + " wallets was answered with " + numbers.size() + " lines");
        }
        return numbers;
    }

    public Wallet wallet(Credentials caller, String walletId) {
        return rest.send(Request.get(at("/v1/wallets/" + walletId)).as(caller)).as(Wallet.class);
    }

    /** Freezes, unfreezes or closes. */
    public Wallet setState(Credentials operator, String walletId, String state) {
        return rest.send(Request.patch(at("/v1/wallets/" + walletId), Map.of("state", state))
                        .as(operator))
                .as(Wallet.class);
    }

    /** One page of a wallet's entries: {@code items} and {@code next}. */
    public JsonNode entries(Credentials caller, String walletId, Optional<String> after, int limit) {
        String cursor = after.map(value -> "&after=" + value).orElse("");
        return rest.send(Request.get(at("/v1/wallets/" + walletId + "/entries?limit=" + limit + cursor))
                        .as(caller))
                .as(JsonNode.class);
    }

    /** Bank deposit to currency or back; {@code direction} is TO_WALLET or TO_DEPOSIT. */
    public Answer exchange(Credentials operator, UUID id, String walletId, String direction, long amountFen) {
        var body = Map.of("id", id, "walletId", walletId, "direction", direction, "amountFen", amountFen);
        return rest.send(Request.post(at("/v1/exchanges"), body).as(operator));
    }

    /** The vault, or nothing while the operator's admission has not reached this service. */
    public Optional<Vault> vault(Credentials caller, String operatorId) {
        Answer answer = rest.send(
                Request.get(at("/v1/operators/" + operatorId + "/vault")).as(caller));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(Vault.class));
    }

    /** Sends a signed payment; every answer but an unknown one is given back, refusals too. */
    public Answer pay(SignedPayment payment) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("order", payment.order());
        body.put("signature", payment.signature());
        return rest.send(Request.post(at("/v1/payments"), body));
    }

    /**
     * Sends a signed payroll: {@code outcomes} in the order of its items.
     *
     * @throws UnexpectedAnswer if it was refused as a whole
     */
    public JsonNode pay(SignedPayroll payroll) {
        return rest.send(Request.post(at("/v1/payrolls"), payroll)).as(JsonNode.class);
    }

    public Payment payment(Credentials caller, UUID paymentId) {
        return rest.send(Request.get(at("/v1/payments/" + paymentId)).as(caller))
                .as(Payment.class);
    }

    /** The payment, or nothing if the service does not know it. */
    public Optional<Payment> find(Credentials caller, UUID paymentId) {
        Answer answer = rest.send(Request.get(at("/v1/payments/" + paymentId)).as(caller));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(Payment.class));
    }

    /** What the books keep about a payment, for an auditor; nothing if the service does not know it. */
    public Optional<PaymentTrace> trace(Credentials auditor, UUID paymentId) {
        Answer answer = rest.send(
                Request.get(at("/v1/payments/" + paymentId + "/trace")).as(auditor));
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.as(PaymentTrace.class));
    }

    public JsonNode receipt(Credentials caller, UUID paymentId) {
        return rest.send(Request.get(at("/v1/payments/" + paymentId + "/receipt"))
                        .as(caller))
                .as(JsonNode.class);
    }

    /** The operators' public keys, with which receipts are checked. */
    public JsonNode keys() {
        return rest.send(Request.get(at("/v1/keys"))).as(JsonNode.class);
    }

    private URI at(String path) {
        return base.resolve(path);
    }
}
