package org.dcep.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.KeyDerivation;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * A payment order and its signature, as a wallet application makes them. Every {@code with} gives a new one and leaves
 * this one as it is; the payment id stays the same until {@link #withNewId}.
 *
 * <pre>{@code
 * SigningKey alice = SignedOrders.key(SignatureAlgorithm.SM2, "alice");
 * String body = SignedOrders.from(aliceWallet, alice).to(bobWallet, 500).json();
 * }</pre>
 */
public final class SignedOrders {
    /** What the payer allows for gas unless told otherwise. */
    public static final long DEFAULT_MAX_GAS_FEE_FEN = 100;

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private final PaymentOrder order;
    private final SigningKey key;
    private final String network;

    private SignedOrders(PaymentOrder order, SigningKey key, String network) {
        this.order = order;
        this.key = key;
        this.network = network;
    }

    /** The key of the person {@code name}: the same name always has the same key. */
    public static SigningKey key(SignatureAlgorithm algorithm, String name) {
        byte[] publicSecret = "a secret that everybody may know".getBytes(StandardCharsets.US_ASCII);
        return SigningKey.derive(algorithm, KeyDerivation.derive(publicSecret, "wallets of tests"), name);
    }

    /** The public key as REST takes it. */
    public static String publicKey(SigningKey key) {
        return Base64Url.encode(key.verifyingKey().raw());
    }

    /** An order of 1 fen to nobody in particular, with a new id, valid for five minutes, to be completed. */
    public static SignedOrders from(String payer, SigningKey key) {
        Instant expiresAt = CLOCK.instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
        Money maxGasFee = new Money(DEFAULT_MAX_GAS_FEE_FEN);
        return new SignedOrders(
                new PaymentOrder(UUID.randomUUID(), payer, payer, new Money(1), maxGasFee, expiresAt, ""),
                key,
                DcepStack.NETWORK);
    }

    public SignedOrders to(String payee, long amountFen) {
        return with(new PaymentOrder(
                order.id(),
                order.payer(),
                payee,
                new Money(amountFen),
                order.maxGasFee(),
                order.expiresAt(),
                order.reference()));
    }

    public SignedOrders withNewId() {
        return withId(UUID.randomUUID());
    }

    public SignedOrders withId(UUID id) {
        return with(new PaymentOrder(
                id,
                order.payer(),
                order.payee(),
                order.amount(),
                order.maxGasFee(),
                order.expiresAt(),
                order.reference()));
    }

    public SignedOrders withMaxGasFeeFen(long fen) {
        return with(new PaymentOrder(
                order.id(),
                order.payer(),
                order.payee(),
                order.amount(),
                new Money(fen),
                order.expiresAt(),
                order.reference()));
    }

    /** Cut to whole seconds. */
    public SignedOrders withExpiresAt(Instant expiresAt) {
        return with(new PaymentOrder(
                order.id(),
                order.payer(),
                order.payee(),
                order.amount(),
                order.maxGasFee(),
                expiresAt.truncatedTo(ChronoUnit.SECONDS),
                order.reference()));
    }

    public SignedOrders withReference(String reference) {
        return with(new PaymentOrder(
                order.id(),
                order.payer(),
                order.payee(),
                order.amount(),
                order.maxGasFee(),
                order.expiresAt(),
                reference));
    }

    /** The same order signed for another network, which this one must refuse. */
    public SignedOrders onNetwork(String other) {
        return new SignedOrders(order, key, other);
    }

    /** The same order signed by somebody else. */
    public SignedOrders signedBy(SigningKey other) {
        return new SignedOrders(order, other, network);
    }

    public PaymentOrder order() {
        return order;
    }

    public UUID id() {
        return order.id();
    }

    /** Base64url of the 64 bytes. */
    public String signature() {
        return Base64Url.encode(key.sign(order.signedBytes(network)));
    }

    /** The request as a tree, for tests that want to spoil it. */
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = body.putObject("order")
                .put("id", order.id().toString())
                .put("payer", order.payer())
                .put("payee", order.payee())
                .put("amountFen", order.amount().fen())
                .put("maxGasFeeFen", order.maxGasFee().fen())
                .put("expiresAt", order.expiresAt().toString());
        if (!order.reference().isEmpty()) {
            fields.put("reference", order.reference());
        }
        return body.put("signature", signature());
    }

    /** The request of {@code POST /v1/payments}, on one line. */
    public String json() {
        return body().toString();
    }

    /** The request of {@code POST /v1/payment-batches}: one order a line, in this order. */
    public static String lines(Collection<SignedOrders> orders) {
        return orders.stream().map(SignedOrders::json).collect(Collectors.joining("\n", "", "\n"));
    }

    private SignedOrders with(PaymentOrder changed) {
        return new SignedOrders(changed, key, network);
    }
}
