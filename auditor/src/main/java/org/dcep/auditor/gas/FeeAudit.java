package org.dcep.auditor.gas;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;

/** Prices every committed payment again, and keeps each payer's rest. */
public final class FeeAudit {
    private static final int MOST_DOUBTS = 10_000;

    /** A thousand million fen: many of them still add up. */
    private static final long MOST_FROM_PRICE_MICRO_FEN = 1_000_000_000_000_000L;

    private final String network;
    private final VerifyingKey centralBank;
    private final Wallets wallets;
    private final Consumer<Discrepancy> findings;
    private final Map<Integer, Tariff> tariffs = new TreeMap<>();

    private final Facts<UUID, Doubt> doubts;
    private final RowFees rows;

    /** The doubt about a payer's rest, by payer: there is one at most. */
    private final Map<Long, UUID> restless = new HashMap<>();

    /** When the newest return of a payer was told, until later payments have made up for it. */
    private final Map<Long, Instant> returns = new HashMap<>();

    /** What the book's row of a payment says. */
    @FunctionalInterface
    public interface RowFees {
        /** In fen; empty if there is no such row or rows cannot be read. */
        OptionalLong feeOf(UUID payment);
    }

    public FeeAudit(
            String network,
            VerifyingKey centralBank,
            Wallets wallets,
            Facts<UUID, Doubt> doubts,
            RowFees rows,
            Consumer<Discrepancy> findings) {
        this.network = network;
        this.centralBank = centralBank;
        this.wallets = wallets;
        this.doubts = doubts;
        this.rows = rows;
        this.findings = findings;
        doubts.values().stream()
                .filter(Doubt::aboutRest)
                .forEach(doubt -> restless.put(doubt.payer(), doubt.payment().paymentId()));
    }

    /** Takes a policy only if the central bank signed it and it can be understood; false if not. */
    public boolean publish(PolicyPublished policy, Place place) {
        Scene scene = Scene.NOWHERE.cause(policy.key()).at(place);
        if (!isSigned(policy)) {
            findings.accept(new Discrepancy.PolicyRefused(scene, "the signature is not the central bank's"));
            return false;
        }
        if (policy.kind().equals("GAS")) {
            try {
                tariffs.put(policy.version(), Tariff.read(policy.version(), policy.effectiveFrom(), policy.document()));
            } catch (IllegalArgumentException e) {
                findings.accept(new Discrepancy.PolicyRefused(scene, e.getMessage()));
                return false;
            }
        }
        return true;
    }

    private boolean isSigned(PolicyPublished policy) {
        try {
            byte[] signed = SignedPolicy.signedBytes(
                    network, policy.kind(), policy.version(), policy.effectiveFrom(), policy.document());
            return policy.keyId().equals(centralBank.keyId())
                    && centralBank.verifies(signed, Base64Url.decode(policy.signature()));
        } catch (IllegalArgumentException notSignable) {
            return false;
        }
    }

    public boolean knows(int version) {
        return tariffs.containsKey(version);
    }

    /**
     * The version by which a total goes to these and nobody else, the newest of several; empty if there is none. Whose
     * share of it rounds to nothing is not told.
     */
    public Optional<Tariff> sharing(List<Tariff.Share> shares, long totalFen) {
        return tariffs.values().stream()
                .filter(tariff -> tariff.sharesOf(totalFen).equals(shares))
                .reduce((earlier, later) -> later);
    }

    /**
     * Checks a payment's price and fee.
     *
     * @param decidedAt when its operator priced it: when it was committed, or when its credit was requested
     * @param readAt the time of its record
     */
    public void check(PaymentCommitted payment, Instant decidedAt, Place place, Instant readAt) {
        Tariff tariff = tariffs.get(payment.gasPolicyVersion());
        Optional<String> objection = objection(payment, decidedAt, tariff);
        if (objection.isPresent()) {
            Doubt unpriced = new Doubt(payment, 0, readAt, place, 0, 0, false);
            findings.accept(new Discrepancy.PriceUnknown(unpriced.scene(), objection.get()));
            return;
        }
        OptionalLong price = priceMicroFen(payment, decidedAt, tariff);
        if (price.isEmpty()) {
            Doubt unpriced = new Doubt(payment, 0, readAt, place, 0, 0, false);
            String reason = "a fee of " + payment.gasFeeFen() + " fen, which no price comes near";
            findings.accept(new Discrepancy.PriceUnknown(unpriced.scene(), reason));
            return;
        }
        long due = price.getAsLong();
        int slot = wallets.slot(Long.parseLong(payment.payer()));
        wallets.charge(slot, FeeRules.aboveDue(payment.gasFeeFen(), due));
        long rest = wallets.gasRestMicroFen(slot);
        int loose = wallets.returned(slot);
        if (!FeeRules.bounds(due, 0).contains(payment.gasFeeFen())) {
            doubt(new Doubt(payment, due, readAt, place, rest, loose, false));
        } else if (fits(slot)) {
            believe(restless.remove(Long.parseLong(payment.payer())));
        } else if (!restless.containsKey(Long.parseLong(payment.payer()))) {
            doubt(new Doubt(payment, due, readAt, place, rest, loose, true));
        }
        heal(payment, decidedAt, slot);
    }

    /** Empty if the price, or what the fee is from it, is more than can be added up. */
    private static OptionalLong priceMicroFen(PaymentCommitted payment, Instant decidedAt, Tariff tariff) {
        try {
            long due = tariff.dueMicroFen(payment.gasUnits(), payment.amountFen(), decidedAt);
            boolean near = Math.absExact(FeeRules.aboveDue(payment.gasFeeFen(), due)) <= MOST_FROM_PRICE_MICRO_FEN;
            return near ? OptionalLong.of(due) : OptionalLong.empty();
        } catch (ArithmeticException moreThanALong) {
            return OptionalLong.empty();
        }
    }

    /** Of too many doubts the oldest is decided without patience: none is passed over. */
    private void doubt(Doubt doubt) {
        if (doubts.size() >= MOST_DOUBTS) {
            decide(doubts.values().iterator().next());
        }
        doubts.put(doubt.payment().paymentId(), doubt);
        if (doubt.aboutRest()) {
            restless.put(doubt.payer(), doubt.payment().paymentId());
        }
    }

    private void believe(UUID payment) {
        if (payment != null) {
            doubts.remove(payment);
        }
    }

    /**
     * A payment came back and took its gas with it: later ones were priced with a rest that counts no longer.
     *
     * @param readAt the time of its record
     */
    public void returned(String payer, Instant readAt) {
        long number = Long.parseLong(payer);
        wallets.addReturned(wallets.slot(number));
        returns.put(number, readAt);
        for (Doubt doubt : List.copyOf(doubts.values())) {
            if (doubt.payer() == number) {
                doubts.put(doubt.payment().paymentId(), doubt.looser());
            }
        }
    }

    /** The first payment that is priced after a return makes up for it: bounds are as narrow as before. */
    private void heal(PaymentCommitted payment, Instant decidedAt, int slot) {
        if (wallets.returned(slot) == 0 || wallets.pending(slot) != 0) {
            return;
        }
        long payer = Long.parseLong(payment.payer());
        Instant returnedAt = returns.get(payer);
        if (returnedAt != null && decidedAt.isAfter(returnedAt) && FeeRules.isRest(wallets.gasRestMicroFen(slot), 0)) {
            wallets.forgetReturns(slot);
            returns.remove(payer);
        }
    }

    private boolean fits(int slot) {
        int loose = Math.abs(wallets.pending(slot)) + wallets.returned(slot);
        return FeeRules.isRest(wallets.gasRestMicroFen(slot), loose);
    }

    private static Optional<String> objection(PaymentCommitted payment, Instant decidedAt, Tariff tariff) {
        if (tariff == null) {
            return Optional.of("version " + payment.gasPolicyVersion() + ", which was not published");
        }
        if (!tariff.units().contains(payment.gasUnits())) {
            return Optional.of(payment.gasUnits() + " gas units, which version " + tariff.version() + " does not give");
        }
        return decidedAt.isBefore(tariff.effectiveFrom())
                ? Optional.of("version " + tariff.version() + " before its date " + tariff.effectiveFrom())
                : Optional.empty();
    }

    /**
     * Tells what is still doubtful when everything has been read that was sent {@code patience} later. A rest that was
     * moved by a fen never comes back; one that only met its payments in another order does with the next of them.
     */
    public void judge(Instant readUpTo, Duration patience) {
        for (Doubt doubt : List.copyOf(doubts.values())) {
            if (doubt.since().plus(patience).isBefore(readUpTo)) {
                decide(doubt);
            }
        }
    }

    private void decide(Doubt doubt) {
        doubts.remove(doubt.payment().paymentId());
        if (doubt.aboutRest()) {
            restless.remove(doubt.payer());
            judgeRest(doubt);
        } else {
            judgeFee(doubt);
        }
    }

    /** Within bounds that returns have widened, the payment's row is asked. */
    private void judgeFee(Doubt doubt) {
        FeeRules.Bounds bounds = FeeRules.bounds(doubt.dueMicroFen(), doubt.loose());
        long fee = doubt.payment().gasFeeFen();
        if (!bounds.contains(fee)) {
            findings.accept(new Discrepancy.FeeWrong(doubt.scene(), bounds.leastFen(), bounds.mostFen(), fee));
            forgive(doubt);
            return;
        }
        OptionalLong kept = rows.feeOf(doubt.payment().paymentId());
        if (kept.isPresent() && kept.getAsLong() != fee) {
            findings.accept(new Discrepancy.FeeWrong(doubt.scene(), kept.getAsLong(), kept.getAsLong(), fee));
        }
    }

    private void judgeRest(Doubt doubt) {
        if (!fits(wallets.slot(doubt.payer()))) {
            long fee = doubt.payment().gasFeeFen();
            long right = FeeRules.rightFee(fee, doubt.restMicroFen());
            findings.accept(new Discrepancy.FeeWrong(doubt.scene(), right, right, fee));
            forgive(doubt);
        }
    }

    /**
     * From a fee that was told on, the payer's rest is measured anew: one wrong fee is one discrepancy. Where that would be
     * more than can be forgiven, later fees of the payer are told too.
     */
    private void forgive(Doubt doubt) {
        int slot = wallets.slot(doubt.payer());
        long wholeFen = Math.floorDiv(doubt.restMicroFen(), FeeRules.MICRO_FEN);
        if (!fits(slot) && wholeFen != 0 && wallets.mayForgive(slot, wholeFen)) {
            wallets.charge(slot, -wholeFen * FeeRules.MICRO_FEN);
            wallets.forgive(slot, (int) wholeFen);
        }
        believe(restless.remove(doubt.payer()));
    }
}
