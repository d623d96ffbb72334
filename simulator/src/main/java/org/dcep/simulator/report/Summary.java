package org.dcep.simulator.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.scenario.BookState;
import org.dcep.simulator.scenario.PaymentResult;
import org.dcep.simulator.scenario.ReplayScenario;

/**
 * The figures of a run as {@code summary.json} holds them. Everything but {@code latencyMs} follows from the seed and
 * the options; no time of day and no duration is among it.
 */
public final class Summary {
    private Summary() {}

    /** The document, members in reading order. */
    public static Map<String, Object> of(RunRecord run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("scenario", run.scenario());
        summary.put("seed", run.seed());
        summary.put("options", run.options());
        summary.put("allLawsHold", run.allLawsHold());
        money(run.verdict().state(), summary);
        summary.put("wallets", run.economy().wallets().size());
        summary.put("payments", payments(run));
        summary.put("gas", gas(run));
        summary.put("settlement", settlement(run));
        run.replay().ifPresent(replay -> summary.put("replay", replay(replay)));
        summary.put("days", run.economy().days());
        summary.put("laws", run.laws());
        summary.put("latencyMs", new Latencies(run.economy().results()).summary());
        return summary;
    }

    private static void money(BookState state, Map<String, Object> summary) {
        summary.put("issuedFen", state.circulation().issuedFen());
        summary.put("redeemedFen", state.circulation().redeemedFen());
        summary.put("outstandingFen", state.circulation().outstandingFen());
        summary.put("reservesLockedFen", state.circulation().reservesLockedFen());
        summary.put("reservesPlacedFen", state.reservesPlacedFen());
        summary.put("vaultsFen", state.sum(WalletApi.Vault::vaultFen));
        summary.put(
                "walletsFen",
                state.wallets().stream()
                        .mapToLong(WalletApi.Wallet::availableFen)
                        .sum());
        summary.put("heldFen", state.sum(WalletApi.Vault::heldFen));
        summary.put("inTransitFen", state.sum(WalletApi.Vault::clearingFen));
        summary.put("gasUnsweptFen", state.sum(WalletApi.Vault::gasFen));
        summary.put("treasuryFen", state.circulation().treasuryFen());
    }

    private static Map<String, Object> payments(RunRecord run) {
        List<PaymentResult> results = run.economy().results();
        Map<String, Object> payments = new LinkedHashMap<>();
        payments.put("sent", results.size());
        payments.put("accepted", run.accepted());
        payments.put("acceptedAcrossOperators", run.acceptedAcross());
        payments.put("refused", run.refused(false));
        payments.put(
                "refusedByLimit",
                run.refused(true).entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("LIMIT_EXCEEDED "))
                        .collect(
                                LinkedHashMap::new,
                                (map, entry) ->
                                        map.put(entry.getKey().substring("LIMIT_EXCEEDED ".length()), entry.getValue()),
                                Map::putAll));
        payments.put("pending", results.size() - run.accepted() - refusedCount(run));
        payments.put("paidFen", run.paidFen());
        return payments;
    }

    private static long refusedCount(RunRecord run) {
        return run.refused(false).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Object> gas(RunRecord run) {
        Map<String, Object> gas = new LinkedHashMap<>();
        gas.put("units", run.gasUnits());
        gas.put("feeFen", run.gasFeeFen());
        gas.put("sharesFen", run.gasShares());
        return gas;
    }

    private static Map<String, Object> settlement(RunRecord run) {
        Map<String, Object> settlement = new LinkedHashMap<>();
        settlement.put("mode", run.settlementMode());
        settlement.put("cycles", run.economy().cycles().size());
        settlement.put("grossFen", run.settledGrossFen());
        settlement.put("netByOperatorFen", run.netByOperator());
        return settlement;
    }

    private static Map<String, Object> replay(ReplayScenario scenario) {
        Map<String, Object> replay = new LinkedHashMap<>();
        replay.put("lines", scenario.file().lines());
        replay.put("orders", scenario.file().orders().size());
        replay.put("totalFen", scenario.file().totalFen());
        replay.put("rejected", scenario.file().rejected().size());
        replay.put("rejectedLines", scenario.file().rejected());
        replay.put("inflows", scenario.inflows());
        return replay;
    }
}
