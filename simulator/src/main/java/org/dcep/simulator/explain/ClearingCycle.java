package org.dcep.simulator.explain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcep.simulator.client.SettlementApi.Gas;
import org.dcep.simulator.client.SettlementApi.GasShare;
import org.dcep.simulator.client.SettlementApi.Gross;
import org.dcep.simulator.client.SettlementApi.Net;

/**
 * A settlement cycle as settlement-service tells it. Lists are never null.
 *
 * @param asset CURRENCY or RESERVES, null if the service does not say
 * @param closedAt null while it is open, {@code settledAt} null until it is settled
 * @param waitingFor what a closing cycle lacks
 */
public record ClearingCycle(
        long cycleId,
        String state,
        String mode,
        String asset,
        Instant openedAt,
        Instant closedAt,
        Instant settledAt,
        LocalDate businessDate,
        List<Gross> gross,
        List<Net> net,
        List<Gas> gas,
        List<GasShare> gasShares,
        List<Wait> waitingFor) {

    /** {@code missing}: MARKER, PAYMENTS or AGREEMENT. */
    public record Wait(String operatorId, String missing) {}

    public ClearingCycle {
        gross = orEmpty(gross);
        net = orEmpty(net);
        gas = orEmpty(gas);
        gasShares = orEmpty(gasShares);
        waitingFor = orEmpty(waitingFor);
    }

    /** Whether every book's marker agreed with what arrived, so that nothing can be added any more. */
    boolean isNetted() {
        return state.equals("NETTED") || state.equals("SETTLED");
    }

    boolean isSettled() {
        return state.equals("SETTLED");
    }

    boolean isSettledInReserves() {
        return "RESERVES".equals(asset);
    }

    Optional<Gross> pair(String from, String to) {
        return gross.stream()
                .filter(pair -> pair.fromOperatorId().equals(from)
                        && pair.toOperatorId().equals(to))
                .findFirst();
    }

    Optional<Gas> gasOf(String operatorId) {
        return gas.stream().filter(sum -> sum.operatorId().equals(operatorId)).findFirst();
    }

    /** What is received minus what is paid, per operator, as the pairs say. */
    Map<String, Long> netOfPairs() {
        Map<String, Long> nets = new TreeMap<>();
        for (Gross pair : gross) {
            nets.merge(pair.fromOperatorId(), -pair.amountFen(), Math::addExact);
            nets.merge(pair.toOperatorId(), pair.amountFen(), Math::addExact);
        }
        return nets;
    }

    /** What is received minus what is paid, per operator, as the service says. */
    Map<String, Long> toldNets() {
        Map<String, Long> nets = new TreeMap<>();
        net.forEach(position -> nets.merge(position.operatorId(), position.netFen(), Math::addExact));
        return nets;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
