package org.dcep.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.SettlementApi.GasShare;
import org.dcep.simulator.client.SettlementApi.Net;
import org.dcep.simulator.scenario.Economy;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.Laws;
import org.dcep.simulator.scenario.PaymentResult;
import org.dcep.simulator.scenario.ReplayScenario;

/**
 * A finished run, with the figures that more than one of its documents shows.
 *
 * @param options what the run was asked to be, in the order in which people should read it
 */
public record RunRecord(
        String scenario,
        long seed,
        Map<String, Object> options,
        Economy economy,
        Laws.Verdict verdict,
        Optional<ReplayScenario> replay) {

    /** The laws of every run and those of this scenario. */
    public List<Law> laws() {
        List<Law> laws = new ArrayList<>(verdict.laws());
        replay.ifPresent(scenario -> laws.addAll(scenario.laws()));
        return laws;
    }

    public boolean allLawsHold() {
        return laws().stream().allMatch(Law::holds);
    }

    long accepted() {
        return economy.results().stream().filter(PaymentResult::isAccepted).count();
    }

    long acceptedAcross() {
        return economy.results().stream()
                .filter(result -> result.isAccepted() && result.planned().crossesOperators())
                .count();
    }

    /** Refused payments by code, or by code and limit. */
    Map<String, Long> refused(boolean byLimit) {
        Map<String, Long> refused = new TreeMap<>();
        for (PaymentResult result : economy.results()) {
            result.code().ifPresent(code -> {
                String limit = byLimit ? result.limit().map(name -> " " + name).orElse("") : "";
                refused.merge(code + limit, 1L, Long::sum);
            });
        }
        return refused;
    }

    long paidFen() {
        return economy.results().stream()
                .filter(PaymentResult::isAccepted)
                .mapToLong(result -> result.planned().amountFen())
                .sum();
    }

    long gasUnits() {
        return economy.results().stream().mapToLong(PaymentResult::gasUnits).sum();
    }

    long gasFeeFen() {
        return economy.results().stream().mapToLong(PaymentResult::gasFeeFen).sum();
    }

    long settledGrossFen() {
        return economy.cycles().stream()
                .flatMap(cycle -> cycle.between().stream())
                .mapToLong(pair -> pair.amountFen())
                .sum();
    }

    /** Net positions of all cycles added up, for every operator. */
    Map<String, Long> netByOperator() {
        Map<String, Long> net = new TreeMap<>();
        economy.banks().forEach(bank -> net.put(bank.operatorId(), 0L));
        for (Cycle cycle : economy.cycles()) {
            for (Net position : cycle.net()) {
                net.merge(position.operatorId(), position.netFen(), Long::sum);
            }
        }
        return net;
    }

    Map<String, Long> gasShares() {
        Map<String, Long> shares = new TreeMap<>();
        for (Cycle cycle : economy.cycles()) {
            for (GasShare share : cycle.gasShares()) {
                shares.merge(share.beneficiary(), share.amountFen(), Long::sum);
            }
        }
        return shares;
    }

    String settlementMode() {
        return economy.cycles().isEmpty() ? "" : economy.cycles().get(0).mode();
    }
}
