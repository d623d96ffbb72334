package org.dcep.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.IssuerApi;
import org.dcep.simulator.client.WalletApi;

/**
 * What the services say at one moment, read over REST: the issuer's circulation and operators, the operators' books,
 * every wallet, and the settlement service's own verdict.
 *
 * @param wallets in the order of the economy's wallets, empty if they were not read
 */
public record BookState(
        IssuerApi.Circulation circulation,
        Map<String, IssuerApi.Operator> operators,
        Map<String, WalletApi.Vault> vaults,
        List<WalletApi.Wallet> wallets,
        JsonNode reconciliation) {

    /** Reads everything but the wallets. */
    static BookState ofBooks(Economy economy) {
        return read(
                economy.connection(),
                economy.banks().stream().map(Bank::operatorId).toList());
    }

    /** Reads everything but the wallets; every operator's admission must have reached the wallet service. */
    public static BookState read(Connection connection, List<String> operatorIds) {
        Map<String, IssuerApi.Operator> operators = new TreeMap<>();
        Map<String, WalletApi.Vault> vaults = new TreeMap<>();
        for (String operatorId : operatorIds) {
            operators.put(operatorId, connection.issuer().operator(connection.auditor(), operatorId));
            vaults.put(
                    operatorId,
                    connection
                            .wallets()
                            .vault(connection.auditor(), operatorId)
                            .orElseThrow(() -> new IllegalStateException("operator " + operatorId + " has no book")));
        }
        return new BookState(
                connection.issuer().circulation(),
                operators,
                vaults,
                List.of(),
                connection.settlement().reconciliation());
    }

    /** The same with every wallet, one request each. */
    BookState withWallets(Economy economy) {
        Connection connection = economy.connection();
        economy.progress().begin("reading every wallet", economy.wallets().size());
        WalletApi.Wallet[] read = new WalletApi.Wallet[economy.wallets().size()];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < read.length; i++) {
            int index = i;
            tasks.add(() -> {
                String walletId = economy.wallets().get(index).walletId();
                read[index] = connection.wallets().wallet(connection.auditor(), walletId);
                economy.progress().step();
            });
        }
        economy.lanes().run(tasks);
        return new BookState(circulation, operators, vaults, List.of(read), reconciliation);
    }

    /** A figure of the operators' books, added up. */
    public long sum(ToLongFunction<WalletApi.Vault> figure) {
        return vaults.values().stream().mapToLong(figure).sum();
    }

    /** What operators have placed for settlement less what they have taken back, added up; as the issuer says. */
    public long reservesPlacedFen() {
        return operators.values().stream()
                .mapToLong(IssuerApi.Operator::reservesPlacedFen)
                .sum();
    }

    /** All settlement accounts together, as reconciliation has computed them from the topics. */
    long settlementAccountsFen() {
        return reconciliation.path("terms").path("settlementAccountsFen").asLong();
    }

    boolean isReconciled() {
        return reconciliation.path("balanced").asBoolean(false);
    }
}
