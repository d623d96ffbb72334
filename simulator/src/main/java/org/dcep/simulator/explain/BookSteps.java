package org.dcep.simulator.explain;

import java.math.BigInteger;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.Purpose;
import org.dcep.simulator.client.PaymentTrace;

/** What the payment cost, what it moved in the operators' books, and what it told the other services. */
final class BookSteps {
    /** Prices that depend on the time of day mean this one. */
    private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    private static final BigInteger MICRO_FEN_PER_FEN = BigInteger.valueOf(PriceRule.MICRO_FEN_PER_FEN);

    private BookSteps() {}

    static List<Step> of(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        List<Step> steps = new ArrayList<>();
        if (!trace.wasRefusedAtOnce()) {
            steps.add(gas(evidence));
        }
        steps.add(postings(trace));
        if (trace.crossesOperators() && !trace.wasRefusedAtOnce()) {
            steps.add(credit(trace));
        }
        if (!trace.wasRefusedAtOnce()) {
            steps.add(events(trace));
        }
        return steps;
    }

    private static Step gas(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        PaymentTrace.Decision decision = trace.decision();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read(decision.gasUnits() + " units by gas policy "
                + trace.payment().gasPolicyVersion() + " are worth " + decision.gasDueMicroFen()
                + " micro-fen; charged "
                + Amounts.text(decision.gasFeeFen())
                + (trace.wasReturned() ? ", and given back" : "")));
        findings.add(byPolicy(evidence));
        findings.add(rounded(decision, evidence.earlier().returnsSinceFee()));
        findings.add(Finding.of(
                decision.gasFeeFen() <= trace.order().maxGasFeeFen(),
                "that is not more than the payer signed for",
                "that is more than the payer signed for"));
        long charged = trace.wasReturned() ? 0 : decision.gasFeeFen();
        findings.add(Finding.of(
                trace.payment().gasFeeFen() == charged,
                "the payment shows the same fee",
                "the payment shows another fee: " + Amounts.text(trace.payment().gasFeeFen())));
        return new Step(
                "gas",
                Step.WALLET_SERVICE + " (" + trace.operatorId() + "), issuer-service",
                trace.firstDecidedAt(),
                findings);
    }

    private static Finding byPolicy(Evidence evidence) {
        PaymentTrace trace = evidence.trace();
        int version = trace.payment().gasPolicyVersion();
        if (evidence.gasPolicy().map(Evidence.VersionedPolicy::version).orElse(0) != version) {
            return Finding.open("the central bank's policy at that time has another version than " + version
                    + ": it had not reached the operator, or it came while the payment was decided");
        }
        GasPolicy policy = evidence.gasPolicy().orElseThrow().policy();
        long units = policy.units().get(trace.order().operation());
        LocalTime time = LocalTime.ofInstant(trace.firstDecidedAt(), BUSINESS_ZONE);
        long due = policy.price().dueMicroFen(units, Money.fen(trace.payment().amountFen()), time);
        return Finding.of(
                units == trace.decision().gasUnits() && due == trace.decision().gasDueMicroFen(),
                "units and price are those of the central bank's policy " + version,
                "by the central bank's policy " + version + " it is " + units + " units worth " + due + " micro-fen");
    }

    /**
     * A fee is less than a fen from its price, because what the payer has paid too much before is less than a fen: that
     * lowers it, and the rest is rounded up. Each payment that came back since the payer's last fee may widen this by less
     * than a fen.
     */
    private static Finding rounded(PaymentTrace.Decision decision, OptionalInt returnsSinceFee) {
        BigInteger off = BigInteger.valueOf(decision.gasFeeFen())
                .multiply(MICRO_FEN_PER_FEN)
                .subtract(BigInteger.valueOf(decision.gasDueMicroFen()));
        if (isBelow(off, 1)) {
            return Finding.checked("the fee is less than a fen from that price, as rounding with a rest allows");
        }
        String far = "the fee is " + off + " micro-fen from that price, ";
        if (returnsSinceFee.isEmpty()) {
            return Finding.open(far + "which only a rest from fees that were given back explains; the payer's last "
                    + EarlierEntries.MOST_LINES + " entries do not say whether there were any");
        }
        int returns = returnsSinceFee.getAsInt();
        return isBelow(off, 1L + returns)
                ? Finding.open(far + "which a rest from fees that were given back may explain: "
                        + Amounts.count(returns, "payment") + " came back since the payer's last fee")
                : Finding.failed(far + "which no rest explains: " + Amounts.count(returns, "payment")
                        + " came back since the payer's last fee");
    }

    private static boolean isBelow(BigInteger offMicroFen, long fen) {
        return offMicroFen.abs().compareTo(MICRO_FEN_PER_FEN.multiply(BigInteger.valueOf(fen))) < 0;
    }

    private static Step postings(PaymentTrace trace) {
        List<Expected> expected = expected(trace);
        List<Finding> findings = new ArrayList<>(compared(expected, trace));
        if (expected.isEmpty()) {
            if (findings.isEmpty()) {
                findings.add(Finding.checked("no wallet concerned has an entry of this payment"));
            }
        } else {
            findings.addAll(dated(trace));
            findings.add(Finding.open(
                    "what ends in CLEARING or GAS is kept there in a sum with other payments, not by itself"));
        }
        String another = trace.crossesOperators() ? ", " + trace.payeeOperatorId() : "";
        String saidBy = Step.WALLET_SERVICE + " (" + trace.operatorId() + another + ")";
        return new Step("postings", saidBy, null, findings);
    }

    /** A sentence for each posting whose entry is there, each entry that is missing, and each that is too much. */
    private static List<Finding> compared(List<Expected> expected, PaymentTrace trace) {
        List<PaymentTrace.Entry> unexplained = new ArrayList<>(trace.entries());
        List<Finding> findings = new ArrayList<>();
        for (Expected each : expected) {
            Optional<PaymentTrace.Entry> found =
                    unexplained.stream().filter(each::is).findFirst();
            found.ifPresent(unexplained::remove);
            findings.addAll(found.map(each::confirmedBy)
                    .orElseGet(() -> List.of(
                            Finding.failed("wallet " + each.wallet() + " has no such entry: " + each.purpose()))));
        }
        unexplained.forEach(entry -> findings.add(Finding.failed("entry " + entry.seq() + " of wallet "
                + entry.walletId() + " (" + entry.purpose() + ") is not one that this payment may make")));
        return findings;
    }

    /** The payer's last entry ended the payment: same moment, same cycle. */
    private static List<Finding> dated(PaymentTrace trace) {
        PaymentTrace.Payment payment = trace.payment();
        return trace.entries().stream()
                .filter(entry -> entry.walletId().equals(payment.payer()))
                .reduce((earlier, later) -> later)
                .map(last -> Finding.of(
                        last.cycleId() == payment.cycleId() && last.time().equals(payment.decidedAt()),
                        "the payer's last entry and the payment have the same time, " + payment.decidedAt()
                                + ", and cycle, " + payment.cycleId(),
                        "the payer's last entry is of " + last.time() + " in cycle " + last.cycleId()
                                + ", the payment of " + payment.decidedAt() + " in cycle " + payment.cycleId()))
                .stream()
                .toList();
    }

    /** An amount on its way from account to account. */
    private record Posting(String debit, String credit, long fen, Purpose purpose) {
        String text() {
            return debit + " -> " + credit + ", " + Amounts.text(fen) + ", " + purpose;
        }
    }

    /** What one wallet's statement must say, and the postings that it confirms. */
    private record Expected(
            String wallet, Purpose purpose, long amountFen, long gasFeeFen, long heldFen, List<Posting> postings) {
        boolean is(PaymentTrace.Entry entry) {
            return wallet.equals(entry.walletId())
                    && purpose == entry.purpose()
                    && amountFen == entry.amountFen()
                    && gasFeeFen == entry.gasFeeFen()
                    && heldFen == entry.heldChangeFen();
        }

        List<Finding> confirmedBy(PaymentTrace.Entry entry) {
            String says = ": entry " + entry.seq() + " of wallet " + wallet + " says so";
            return postings.stream()
                    .map(posting -> Finding.checked(posting.text() + says))
                    .toList();
        }
    }

    /** The entries that a payment of this state makes, and no others; source: docs/concepts/the-books.md. */
    private static List<Expected> expected(PaymentTrace trace) {
        if (trace.wasRefusedAtOnce()) {
            return List.of();
        }
        List<Expected> expected = new ArrayList<>();
        if (!trace.crossesOperators()) {
            expected.addAll(insideOneBook(trace));
            return expected;
        }
        expected.add(entry(trace, Purpose.HOLD, "WALLET", "HELD", "HELD"));
        if (trace.credit() != null && trace.credit().credited()) {
            expected.add(credited(
                    trace,
                    Purpose.CLEARING_IN,
                    List.of(new Posting(
                            "CLEARING " + trace.payeeOperatorId(),
                            "WALLET " + trace.payment().payee(),
                            trace.payment().amountFen(),
                            Purpose.CLEARING_IN))));
        }
        if (trace.wasAccepted()) {
            expected.add(entry(trace, Purpose.CLEARING_OUT, "HELD", "CLEARING", "GAS"));
        } else if (trace.wasReturned()) {
            expected.add(entry(trace, Purpose.RETURN, "HELD", "WALLET", "WALLET"));
        }
        return expected;
    }

    private static List<Expected> insideOneBook(PaymentTrace trace) {
        PaymentTrace.Payment payment = trace.payment();
        long amount = payment.amountFen();
        long gas = trace.decision().gasFeeFen();
        Posting principal =
                new Posting("WALLET " + payment.payer(), "WALLET " + payment.payee(), amount, Purpose.PAYMENT);
        List<Posting> postings = new ArrayList<>(List.of(principal));
        if (gas > 0) {
            postings.add(new Posting("WALLET " + payment.payer(), "GAS " + trace.operatorId(), gas, Purpose.GAS));
        }
        return List.of(
                new Expected(payment.payer(), Purpose.PAYMENT, -amount, gas, 0, postings),
                credited(trace, Purpose.PAYMENT, List.of(principal)));
    }

    private static Expected credited(PaymentTrace trace, Purpose purpose, List<Posting> postings) {
        PaymentTrace.Payment payment = trace.payment();
        return new Expected(payment.payee(), purpose, payment.amountFen(), 0, 0, postings);
    }

    /** The payer's entry that moves amount and gas between kinds of accounts. */
    private static Expected entry(PaymentTrace trace, Purpose purpose, String from, String to, String gasTo) {
        String payer = trace.payment().payer();
        long amount = trace.payment().amountFen();
        long gas = trace.decision().gasFeeFen();
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(account(from, trace), account(to, trace), amount, purpose));
        if (gas > 0) {
            postings.add(new Posting(account(from, trace), account(gasTo, trace), gas, Purpose.GAS));
        }
        int wallet = from.equals("WALLET") ? -1 : to.equals("WALLET") ? 1 : 0;
        int held = from.equals("HELD") ? -1 : 1;
        return new Expected(
                payer, purpose, wallet * amount, -wallet * gas, held * Math.addExact(amount, gas), postings);
    }

    private static String account(String kind, PaymentTrace trace) {
        boolean ofTheWallet = kind.equals("WALLET") || kind.equals("HELD");
        return kind + " " + (ofTheWallet ? trace.payment().payer() : trace.operatorId());
    }

    private static Step credit(PaymentTrace trace) {
        PaymentTrace.Credit credit = trace.credit();
        String saidBy = Step.WALLET_SERVICE + " (" + trace.payeeOperatorId() + ")";
        if (credit == null) {
            return new Step(
                    "credit",
                    saidBy,
                    null,
                    List.of(Finding.of(
                            trace.payment().state().equals("PENDING"),
                            "operator " + trace.payeeOperatorId() + " has not answered, and the payment is pending",
                            "the payment has ended without an answer of operator " + trace.payeeOperatorId())));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read("operator " + credit.operatorId() + " has "
                + (credit.credited() ? "credited the payee" : "refused: " + credit.reason()) + " in its cycle "
                + credit.cycleId()));
        findings.add(Finding.of(
                follows(trace, credit),
                trace.payment().state().equals("PENDING")
                        ? "the payer's operator has not heard yet: the payment is pending"
                        : "the payer's operator has followed that answer",
                "the payer's operator has not followed that answer: the payment is "
                        + trace.payment().state()));
        return new Step("credit", saidBy, credit.decidedAt(), findings);
    }

    private static boolean follows(PaymentTrace trace, PaymentTrace.Credit credit) {
        if (trace.payment().state().equals("PENDING")) {
            return true;
        }
        return credit.credited()
                ? trace.wasAccepted()
                : trace.wasReturned()
                        && Objects.equals(credit.reason(), trace.payment().reason());
    }

    private static Step events(PaymentTrace trace) {
        List<Finding> findings = new ArrayList<>();
        if (trace.crossesOperators()) {
            findings.add(event(Topic.CREDIT_REQUESTED, trace.payeeOperatorId(), "with the entry HOLD"));
            if (trace.credit() != null) {
                findings.add(event(Topic.CREDIT_ANSWERED, trace.operatorId(), "with the answer"));
            }
        }
        if (trace.wasAccepted()) {
            findings.add(event(Topic.PAYMENT_COMMITTED, trace.operatorId(), "with the payer's last entry"));
        } else if (trace.wasReturned()) {
            findings.add(event(Topic.PAYMENT_RETURNED, trace.operatorId(), "with the entry RETURN"));
        }
        findings.add(Finding.open(
                "partition and offset are not kept by payment; that the events arrived shows in what" + " follows"));
        return new Step("events", Step.WALLET_SERVICE, null, findings);
    }

    private static Finding event(Topic topic, String key, String with) {
        return Finding.open(topic.eventType().getSimpleName() + " on " + topic.topicName() + ", key " + key
                + ", goes out in the transaction " + with);
    }
}
