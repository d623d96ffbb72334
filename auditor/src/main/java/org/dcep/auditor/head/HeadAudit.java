package org.dcep.auditor.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.CanonicalText;

/**
 * Compares the heads that settlement seals with the payments that operators have told, and checks what the central bank
 * has signed. Heads are read as documents by the names of their fields: a network may have no notary.
 */
public final class HeadAudit {
    /** Where settlement announces its heads. */
    public static final String SEALED = "dcep.log.sealed";

    /** Where the central bank answers. */
    public static final String COSIGNED = "dcep.log.cosigned";

    private static final String LEAF = "dcep-leaf-v1";
    private static final String COSIGNATURE = "dcep-log-cosign-v1";
    private static final JsonMapper JSON = new JsonMapper();

    private final String network;
    private final VerifyingKey centralBank;
    private final Facts<String, HeadLine> lines;
    private final Consumer<Discrepancy> findings;

    public HeadAudit(
            String network, VerifyingKey centralBank, Facts<String, HeadLine> lines, Consumer<Discrepancy> findings) {
        this.network = network;
        this.centralBank = centralBank;
        this.lines = lines;
        this.findings = findings;
    }

    /** The next payment of its operator's topic. */
    public void take(PaymentCommitted payment) {
        line(payment.operatorId()).told(LogTree.leafHash(leaf(payment)));
    }

    private HeadLine line(String operatorId) {
        HeadLine line = lines.get(operatorId);
        if (line == null) {
            line = new HeadLine();
            lines.put(operatorId, line);
        }
        lines.touch(operatorId);
        return line;
    }

    private byte[] leaf(PaymentCommitted payment) {
        return CanonicalText.of(LEAF)
                .field(network)
                .field(payment.paymentId().toString())
                .field(payment.operatorId())
                .field(payment.cycleId())
                .field(payment.payeeOperatorId())
                .field(payment.payer())
                .field(payment.payee())
                .field(payment.amountFen())
                .field(payment.gasUnits())
                .field(payment.gasFeeFen())
                .field(payment.gasPolicyVersion())
                .field(payment.committedAt().toString())
                .bytes();
    }

    /**
     * A record of {@link #SEALED} or {@link #COSIGNED}.
     *
     * @throws IOException if it is not JSON lines
     */
    public void take(String topic, byte[] record, Place place, Instant at) throws IOException {
        for (JsonNode document :
                JSON.readerFor(JsonNode.class).<JsonNode>readValues(record).readAll()) {
            if (topic.equals(SEALED)) {
                sealed(document, place, at);
            } else {
                cosigned(document, place);
            }
        }
    }

    private void sealed(JsonNode document, Place place, Instant at) {
        String operator = document.path("operatorId").asText();
        HeadLine line = line(operator);
        long newestSize = line.newestSize();
        var head = new HeadLine.Head(
                document.path("size").asLong(), document.path("root").asText(), place, at.toEpochMilli());
        boolean follows = line.announced(
                head,
                document.path("previousSize").asLong(),
                document.path("previousRoot").asText());
        if (!follows) {
            Scene scene = Scene.ofBook(operator).at(place);
            findings.accept(new Discrepancy.HeadDiffers(
                    scene,
                    "a head that follows the one of " + newestSize + " entries",
                    "a head of " + head.size() + " entries that follows one of "
                            + document.path("previousSize").asLong()));
        }
    }

    private void cosigned(JsonNode document, Place place) {
        Scene scene = Scene.ofBook(document.path("operatorId").asText()).at(place);
        try {
            byte[] signed = CanonicalText.of(COSIGNATURE)
                    .field(network)
                    .field(document.path("operatorId").asText())
                    .field(document.path("size").asLong())
                    .field(document.path("root").asText())
                    .field(document.path("cosignedAt").asText())
                    .field(document.path("keyId").asText())
                    .bytes();
            if (centralBank.verifies(
                    signed, Base64Url.decode(document.path("signature").asText()))) {
                return;
            }
        } catch (IllegalArgumentException notSignable) {
            // Falls through: what cannot be signed was not signed.
        }
        findings.accept(new Discrepancy.HeadDiffers(
                scene, "a head signed by the central bank", "a signature that is not the central bank's"));
    }

    /** Compares every head whose payments have been read, or must have been. */
    public void judge(Instant readUpTo, Duration patience) {
        long overdue = readUpTo.minus(patience).toEpochMilli();
        for (String operator : List.copyOf(lines.keys())) {
            HeadLine line = lines.get(operator);
            if (!line.isIdle()) {
                lines.touch(operator);
                line.compare(overdue).forEach(compared -> tell(operator, compared));
            }
        }
    }

    private void tell(String operator, HeadLine.Compared compared) {
        if (!compared.root().equals(compared.head().root())) {
            findings.accept(new Discrepancy.HeadDiffers(
                    Scene.ofBook(operator).at(compared.head().place()),
                    "root " + compared.root() + " of the first "
                            + compared.head().size() + " payments",
                    "root " + compared.head().root()));
        }
    }
}
