package org.dcep.auditor.head;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;

/**
 * Compares the heads that settlement seals with the payments that operators have told, and checks what settlement and the
 * central bank have signed. A network may have no notary.
 */
public final class HeadAudit {
    private static final String LEAF = "dcep-leaf-v1";

    private final String network;
    private final VerifyingKey centralBank;
    private final List<VerifyingKey> notary;
    private final Facts<String, HeadLine> lines;
    private final Consumer<Discrepancy> findings;

    /**
     * @param notary settlement's keys in the order in which they came into use; none signs after a later one has
     */
    public HeadAudit(
            String network,
            VerifyingKey centralBank,
            List<VerifyingKey> notary,
            Facts<String, HeadLine> lines,
            Consumer<Discrepancy> findings) {
        this.network = network;
        this.centralBank = centralBank;
        this.notary = List.copyOf(notary);
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

    /** A head that settlement announced with a record sent {@code at}; one that it did not sign is told and forgotten. */
    public void take(LogHeadSealed sealed, Place place, Instant at) {
        Scene scene = Scene.ofBook(sealed.operatorId()).at(place);
        LogHead head;
        try {
            head = sealed.head();
        } catch (IllegalArgumentException noLog) {
            findings.accept(new Discrepancy.HeadDiffers(scene, "a head of a log", noLog.getMessage()));
            return;
        }
        OptionalInt key = signer(sealed, head);
        if (key.isEmpty()) {
            findings.accept(new Discrepancy.HeadDiffers(
                    scene, "a head signed with settlement's key in use", "a signature that is not settlement's"));
            return;
        }
        HeadLine line = line(sealed.operatorId());
        line.signedWith(key.getAsInt());
        Optional<HeadLine.Head> other = line.announced(
                new HeadLine.Head(sealed.size(), sealed.root(), place, at.toEpochMilli()), head.previous());
        other.ifPresent(known -> findings.accept(new Discrepancy.HeadDiffers(
                scene, "root " + known.root() + ", as the head of the same size before", "root " + sealed.root())));
    }

    /** Which of settlement's keys signed this head, none of them being out of use; empty if none did. */
    private OptionalInt signer(LogHeadSealed sealed, LogHead head) {
        int inUse = lines.values().stream().mapToInt(HeadLine::newestKey).max().orElse(0);
        return IntStream.range(inUse, notary.size())
                .filter(number -> notary.get(number).keyId().equals(sealed.keyId()))
                .filter(number -> isSigned(notary.get(number), head, sealed.signature()))
                .findFirst();
    }

    private boolean isSigned(VerifyingKey key, LogHead head, String signature) {
        try {
            return key.verifies(head.signedBytes(network), Base64Url.decode(signature));
        } catch (IllegalArgumentException notSignable) {
            return false; // What cannot be signed was not signed.
        }
    }

    /** A head that the central bank has signed. */
    public void take(LogHeadCosigned cosigned, Place place) {
        if (!isGenuine(cosigned)) {
            findings.accept(new Discrepancy.HeadDiffers(
                    Scene.ofBook(cosigned.operatorId()).at(place),
                    "a head signed by the central bank",
                    "a signature that is not the central bank's"));
        }
    }

    private boolean isGenuine(LogHeadCosigned cosigned) {
        try {
            byte[] signed = LogHead.cosignedBytes(
                    network,
                    cosigned.operatorId(),
                    new LogState(cosigned.size(), cosigned.root()),
                    cosigned.cosignedAt(),
                    cosigned.keyId());
            return centralBank.verifies(signed, Base64Url.decode(cosigned.signature()));
        } catch (IllegalArgumentException notSignable) {
            return false; // What cannot be signed was not signed.
        }
    }

    /** A freeze, which changes nothing here, or a lift, which says from which log the next head may go on. */
    public void take(ShardFreezeChanged decision, Place place) {
        if (!isGenuine(decision)) {
            findings.accept(new Discrepancy.HeadDiffers(
                    Scene.ofBook(decision.operatorId()).at(place),
                    "a freeze signed by the central bank",
                    "a signature that is not the central bank's"));
        } else if (!decision.frozen()) {
            line(decision.operatorId()).lifted(decision.number(), new LogState(decision.size(), decision.root()));
        }
    }

    private boolean isGenuine(ShardFreezeChanged decision) {
        try {
            LogState log = new LogState(decision.size(), decision.root());
            return decision.keyId().equals(centralBank.keyId())
                    && centralBank.verifies(
                            decision.from(log).signedBytes(network), Base64Url.decode(decision.signature()));
        } catch (IllegalArgumentException notSignable) {
            return false; // What cannot be signed was not signed.
        }
    }

    /** Compares every head whose payments have been read, or must have been. */
    public void judge(Instant readUpTo, Duration patience) {
        long overdue = readUpTo.minus(patience).toEpochMilli();
        for (String operator : List.copyOf(lines.keys())) {
            HeadLine line = lines.get(operator);
            if (!line.isIdle()) {
                lines.touch(operator);
                line.compare(overdue).forEach(compared -> tell(operator, compared));
                line.overdueStrays(overdue).forEach(stray -> tell(operator, stray));
            }
        }
    }

    private void tell(String operator, HeadLine.Stray stray) {
        findings.accept(new Discrepancy.HeadDiffers(
                Scene.ofBook(operator).at(stray.head().place()),
                "a head that follows the one of " + stray.newest().size() + " entries",
                "a head of " + stray.head().size() + " entries that follows one of "
                        + stray.previous().size()));
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
