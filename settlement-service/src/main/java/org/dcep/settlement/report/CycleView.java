package org.dcep.settlement.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.settlement.cycle.CycleState;

/**
 * A cycle as REST shows it.
 *
 * @param payments of all pairs listed in {@code gross}
 * @param grossFen their amounts added up; payments within one operator included
 * @param gross per pair of operators, payments within one operator as a pair with itself
 * @param net per operator, signed: positive is received, negative is paid; adds up to zero
 * @param gasShares who received the cycle's gas, once it is netted; not shown to operators
 * @param policyVersion of the settlement policy that the cycle took when it opened; absent if the configuration counted
 * @param unsettled what waits for liquidity, or for the cycle's end; only where reserves settle
 * @param waitingFor what a closing cycle lacks; only where one cycle is asked for
 */
public record CycleView(
        long cycleId,
        CycleState state,
        ClearingMode mode,
        SettlementAsset asset,
        Optional<Integer> policyVersion,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<Instant> settledAt,
        LocalDate businessDate,
        long payments,
        long grossFen,
        List<Gross> gross,
        List<Net> net,
        List<Gas> gas,
        List<GasShare> gasShares,
        Optional<Unsettled> unsettled,
        Optional<List<Wait>> waitingFor) {

    public record Gross(String fromOperatorId, String toOperatorId, long payments, long amountFen) {}

    public record Net(String operatorId, long netFen) {}

    public record Gas(String operatorId, long gasUnits, long gasFeeFen) {}

    public record GasShare(String beneficiary, int basisPoints, long amountFen) {}

    /** Obligations between operators, one per payment, that are not final yet. */
    public record Unsettled(long obligations, long valueFen) {}

    /** {@code missing}: MARKER, PAYMENTS or AGREEMENT. */
    public record Wait(String operatorId, String missing) {}
}
