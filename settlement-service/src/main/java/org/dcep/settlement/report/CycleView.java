package org.dcep.settlement.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.SettlementMode;

/**
 * A cycle as REST shows it.
 *
 * @param payments of all pairs listed in {@code gross}
 * @param grossFen their amounts added up; payments within one operator included
 * @param gross per pair of operators, payments within one operator as a pair with itself
 * @param net per operator, signed: positive is received, negative is paid; adds up to zero
 * @param gasShares who received the cycle's gas, once it is netted; not shown to operators
 * @param waitingFor what a closing cycle lacks; only where one cycle is asked for
 */
public record CycleView(
        long cycleId,
        CycleState state,
        SettlementMode mode,
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
        Optional<List<Wait>> waitingFor) {

    public record Gross(String fromOperatorId, String toOperatorId, long payments, long amountFen) {}

    public record Net(String operatorId, long netFen) {}

    public record Gas(String operatorId, long gasUnits, long gasFeeFen) {}

    public record GasShare(String beneficiary, int basisPoints, long amountFen) {}

    /** {@code missing}: MARKER, PAYMENTS or AGREEMENT. */
    public record Wait(String operatorId, String missing) {}
}
