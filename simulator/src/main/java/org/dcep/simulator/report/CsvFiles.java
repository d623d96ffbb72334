package org.dcep.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.scenario.Economy;
import org.dcep.simulator.scenario.PaymentResult;
import org.dcep.simulator.workload.PlannedPayment;
import org.dcep.simulator.workload.TrackedWallet;

/** One row per wallet, payment, position and gas amount; comma-separated, RFC 4180, UTF-8, amounts in fen. */
final class CsvFiles {
    private CsvFiles() {}

    static void write(RunRecord run, Path directory) throws IOException {
        Economy economy = run.economy();
        save(directory.resolve("wallets.csv"), wallets(run));
        save(directory.resolve("payments.csv"), payments(economy));
        save(directory.resolve("cycles.csv"), cycles(economy));
        save(directory.resolve("gas.csv"), gas(economy));
    }

    private static Stream<List<?>> wallets(RunRecord run) {
        List<?> header = List.of(
                "name",
                "role",
                "walletId",
                "operatorId",
                "walletClass",
                "algorithm",
                "state",
                "availableFen",
                "heldFen",
                "toldFen",
                "paidFen",
                "receivedFen",
                "gasFeeFen",
                "paymentsOut",
                "paymentsIn");
        List<TrackedWallet> wallets = run.economy().wallets();
        return Stream.concat(
                Stream.<List<?>>of(header), IntStream.range(0, wallets.size()).<List<?>>mapToObj(i -> {
                    TrackedWallet wallet = wallets.get(i);
                    TrackedWallet.Turnover turnover = wallet.turnover();
                    var read = run.verdict().state().wallets().get(i);
                    return List.of(
                            wallet.plan().name(),
                            wallet.plan().role(),
                            wallet.walletId(),
                            wallet.operatorId(),
                            wallet.plan().walletClass(),
                            wallet.plan().algorithm().wireName(),
                            read.state(),
                            read.availableFen(),
                            read.heldFen(),
                            wallet.availableFen(),
                            turnover.paidFen(),
                            turnover.receivedFen(),
                            turnover.gasFeeFen(),
                            turnover.paid(),
                            turnover.received());
                }));
    }

    private static Stream<List<?>> payments(Economy economy) {
        List<?> header = List.of(
                "number",
                "day",
                "kind",
                "paymentId",
                "payer",
                "payee",
                "payerOperator",
                "payeeOperator",
                "amountFen",
                "state",
                "code",
                "limit",
                "waited",
                "gasUnits",
                "gasFeeFen",
                "cycleId",
                "reference");
        return Stream.concat(
                Stream.<List<?>>of(header),
                economy.results().stream()
                        .sorted(Comparator.comparingInt(
                                result -> result.planned().number()))
                        .map(CsvFiles::payment));
    }

    private static List<?> payment(PaymentResult result) {
        PlannedPayment planned = result.planned();
        return List.of(
                planned.number(),
                result.day(),
                planned.kind(),
                planned.id(),
                planned.payer().walletId(),
                planned.payeeNumber(),
                planned.payer().operatorId(),
                planned.payee().map(TrackedWallet::operatorId).orElse(""),
                planned.amountFen(),
                result.isAccepted() ? "ACCEPTED" : "REFUSED",
                result.code().orElse(""),
                result.limit().orElse(""),
                result.waited(),
                result.gasUnits(),
                result.gasFeeFen(),
                result.isAccepted() ? result.cycleId() : "",
                planned.reference());
    }

    private static Stream<List<?>> cycles(Economy economy) {
        List<?> header = List.of("cycleId", "mode", "state", "kind", "operatorId", "toOperatorId", "payments", "fen");
        Stream<List<?>> rows = economy.cycles().stream()
                .flatMap(cycle -> Stream.concat(
                        cycle.gross().stream()
                                .map(pair -> List.of(
                                        cycle.cycleId(),
                                        cycle.mode(),
                                        cycle.state(),
                                        "GROSS",
                                        pair.fromOperatorId(),
                                        pair.toOperatorId(),
                                        pair.payments(),
                                        pair.amountFen())),
                        cycle.net().stream()
                                .map(net -> List.of(
                                        cycle.cycleId(),
                                        cycle.mode(),
                                        cycle.state(),
                                        "NET",
                                        net.operatorId(),
                                        "",
                                        "",
                                        net.netFen()))));
        return Stream.concat(Stream.<List<?>>of(header), rows);
    }

    private static Stream<List<?>> gas(Economy economy) {
        List<?> header = List.of("cycleId", "kind", "name", "gasUnits", "basisPoints", "fen");
        return Stream.concat(
                Stream.<List<?>>of(header), economy.cycles().stream().flatMap(CsvFiles::gas));
    }

    private static Stream<List<?>> gas(Cycle cycle) {
        return Stream.concat(
                cycle.gas().stream()
                        .map(gas -> List.of(
                                cycle.cycleId(), "COLLECTED", gas.operatorId(), gas.gasUnits(), "", gas.gasFeeFen())),
                cycle.gasShares().stream()
                        .map(share -> List.of(
                                cycle.cycleId(),
                                "SHARED",
                                share.beneficiary(),
                                "",
                                share.basisPoints(),
                                share.amountFen())));
    }

    private static void save(Path file, Stream<List<?>> rows) throws IOException {
        String text = rows.map(row -> row.stream().map(CsvFiles::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(file, text);
    }

    /** Quoted where RFC 4180 wants it. */
    static String field(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
