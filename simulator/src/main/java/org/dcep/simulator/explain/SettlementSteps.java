package org.dcep.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.client.SettlementApi;

/** The cycle that the payment belongs to, the positions that contain it, and finality. */
final class SettlementSteps {
    private SettlementSteps() {}

    /** Nothing settles of a payment that moved nothing, came back or has not ended. */
    static List<Step> of(Evidence evidence) {
        if (!evidence.trace().wasAccepted()) {
            return List.of();
        }
        if (evidence.cycle().isEmpty()) {
            String unknown = "settlement does not know cycle "
                    + evidence.trace().payment().cycleId() + " yet";
            return List.of(new Step("cycle", Step.SETTLEMENT_SERVICE, null, List.of(Finding.open(unknown))));
        }
        ClearingCycle cycle = evidence.cycle().get();
        return List.of(cycle(evidence.trace(), cycle), position(evidence.trace(), cycle), finality(evidence, cycle));
    }

    private static Step cycle(PaymentTrace trace, ClearingCycle cycle) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.read("cycle " + cycle.cycleId() + " of business date " + cycle.businessDate() + ", "
                + cycle.mode() + (cycle.asset() == null ? "" : " in " + cycle.asset()) + ", is " + cycle.state()
                + "; opened " + cycle.openedAt()
                + (cycle.closedAt() == null ? "" : ", closed " + cycle.closedAt())));
        findings.add(Finding.of(
                cycle.cycleId() == trace.payment().cycleId(),
                "it is the cycle that the payment is stamped with",
                "the payment is stamped with cycle " + trace.payment().cycleId()));
        findings.add(marker(trace.operatorId(), cycle));
        return new Step("cycle", Step.SETTLEMENT_SERVICE, cycle.closedAt(), findings);
    }

    private static Finding marker(String operatorId, ClearingCycle cycle) {
        if (cycle.isNetted()) {
            return Finding.read(
                    "the closing marker of operator " + operatorId + " agreed with the payments that arrived");
        }
        Optional<ClearingCycle.Wait> wait = cycle.waitingFor().stream()
                .filter(each -> each.operatorId().equals(operatorId))
                .findFirst();
        if (wait.isPresent()) {
            return Finding.read("the cycle waits for operator " + operatorId + ": "
                    + wait.get().missing());
        }
        return Finding.read(
                cycle.closedAt() == null
                        ? "no closing marker yet: the cycle is open"
                        : "the cycle does not wait for operator " + operatorId);
    }

    private static Step position(PaymentTrace trace, ClearingCycle cycle) {
        List<Finding> findings = new ArrayList<>();
        String from = trace.operatorId();
        String to = trace.payeeOperatorId();
        findings.add(contained(trace, cycle));
        findings.add(gasContained(trace, cycle));
        findings.add(Finding.read("net position of " + from + ": "
                + Amounts.text(cycle.toldNets().getOrDefault(from, 0L))
                + (trace.crossesOperators()
                        ? ", of " + to + ": " + Amounts.text(cycle.toldNets().getOrDefault(to, 0L))
                        : "; a payment inside one operator does not change it")));
        Map<String, Long> computed = withoutZeros(cycle.netOfPairs());
        findings.add(Finding.of(
                computed.equals(withoutZeros(cycle.toldNets())),
                "the net positions are those of " + Amounts.count(cycle.gross().size(), "pair")
                        + " of operators added up, and add up to zero",
                "the net positions are not those of the pairs added up: " + computed));
        return new Step("net position", Step.SETTLEMENT_SERVICE, null, findings);
    }

    /** One payment among others cannot be told from them; but the sum must have room for it. */
    private static Finding contained(PaymentTrace trace, ClearingCycle cycle) {
        String name = "from " + trace.operatorId() + " to " + trace.payeeOperatorId();
        Optional<SettlementApi.Gross> pair = cycle.pair(trace.operatorId(), trace.payeeOperatorId())
                .filter(found -> found.payments() >= 1
                        && found.amountFen() >= trace.payment().amountFen());
        if (pair.isPresent()) {
            return Finding.checked("the gross position " + name + ", "
                    + Amounts.text(pair.get().amountFen()) + " in "
                    + Amounts.count(pair.get().payments(), "payment") + ", has room for it");
        }
        return missing(cycle, "the gross position " + name);
    }

    private static Finding gasContained(PaymentTrace trace, ClearingCycle cycle) {
        String name = "the gas of operator " + trace.operatorId();
        Optional<SettlementApi.Gas> sum = cycle.gasOf(trace.operatorId())
                .filter(found -> found.gasFeeFen() >= trace.payment().gasFeeFen()
                        && found.gasUnits() >= trace.payment().gasUnits());
        if (sum.isPresent()) {
            return Finding.checked(name + ", " + sum.get().gasUnits() + " units and "
                    + Amounts.text(sum.get().gasFeeFen()) + ", has room for its fee");
        }
        return missing(cycle, name);
    }

    private static Finding missing(ClearingCycle cycle, String where) {
        return cycle.isNetted()
                ? Finding.failed(where + " is too small to contain the payment")
                : Finding.open("the payment has not arrived in " + where + " yet");
    }

    private static Map<String, Long> withoutZeros(Map<String, Long> nets) {
        Map<String, Long> some = new TreeMap<>(nets);
        some.values().removeIf(fen -> fen == 0);
        return some;
    }

    private static Step finality(Evidence evidence, ClearingCycle cycle) {
        boolean settled = evidence.trace().payment().state().equals("SETTLED");
        List<Finding> findings = new ArrayList<>();
        if (!cycle.isSettled()) {
            findings.add(Finding.read(
                    "final for payer and payee; between the operators not yet: the cycle is " + cycle.state()));
        } else {
            findings.add(Finding.read("settled " + cycle.settledAt() + ": every operator's book has taken the result"));
        }
        if (settled) {
            findings.add(Finding.of(
                    cycle.isNetted() || cycle.mode().equals("GROSS"),
                    "wallet-service shows the payment as SETTLED, and settlement has settled it",
                    "wallet-service shows the payment as SETTLED, but the cycle is " + cycle.state()));
        } else if (cycle.isSettled()) {
            findings.add(Finding.open("wallet-service had not heard of the settlement when it was asked"));
        }
        if (cycle.isNetted()) {
            findings.add(shared(cycle));
            findings.add(booked(cycle, evidence.treasuryFen()));
            if (evidence.trace().crossesOperators()) {
                findings.add(Finding.open(
                        cycle.isSettledInReserves()
                                ? "reserves settle it from settlement account to settlement account: CLEARING moves against"
                                        + " RESERVES in both books, and no coin changes hands"
                                : "which coins the central bank registered anew for the net positions is not told by"
                                        + " cycle"));
            }
        }
        return new Step("finality", Step.SETTLEMENT_SERVICE + ", issuer-service", cycle.settledAt(), findings);
    }

    private static Finding shared(ClearingCycle cycle) {
        long shares = cycle.gasShares().stream()
                .mapToLong(SettlementApi.GasShare::amountFen)
                .reduce(0, Math::addExact);
        return Finding.of(
                shares == gasFen(cycle),
                "the shares of the cycle's gas add up to what was charged, " + Amounts.text(shares),
                "the shares of the cycle's gas add up to " + Amounts.text(shares) + ", charged was "
                        + Amounts.text(gasFen(cycle)));
    }

    private static Finding booked(ClearingCycle cycle, OptionalLong treasuryFen) {
        long due = gasFen(cycle);
        if (treasuryFen.isEmpty()) {
            return Finding.open("the central bank's treasury has too many entries to look through");
        }
        long booked = treasuryFen.getAsLong();
        if (booked == 0 && due > 0) {
            return Finding.open("the central bank has not booked the cycle's gas yet");
        }
        return Finding.of(
                booked == due,
                "the central bank has booked as much in the treasury",
                "the central bank has booked " + Amounts.text(booked) + " in the treasury");
    }

    private static long gasFen(ClearingCycle cycle) {
        return cycle.gas().stream().mapToLong(SettlementApi.Gas::gasFeeFen).reduce(0, Math::addExact);
    }
}
