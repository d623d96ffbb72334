package org.dcep.simulator.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.client.IssuerApi;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.RestClient;

/** A ready-made beginning for a network that would otherwise have a central bank and nobody else. */
public enum Fixture {
    /** Two operators, each with 10 million yuan of reserves, half of it issued. */
    TWO_BANKS(List.of("bank-a", "bank-b"), 1_000_000_000L, 500_000_000L);

    private final List<String> operators;
    private final long reserveFen;
    private final long issuedFen;

    Fixture(List<String> operators, long reserveFen, long issuedFen) {
        this.operators = operators;
        this.reserveFen = reserveFen;
        this.issuedFen = issuedFen;
    }

    /** Admits the operators over REST; the answer names their clients too. */
    public NetworkAddress apply(NetworkAddress network) {
        var rest = new RestClient(Patience.FOR_AN_OUTCOME);
        var issuer = new IssuerApi(rest, network.issuer());
        NetworkAddress.Client client = network.client("central-bank");
        var centralBank = Credentials.of(rest, network.issuer(), client.clientId(), client.clientSecret());
        var clients = new ArrayList<>(network.clients());
        for (String operator : operators) {
            String name = "Bank " + operator.substring(operator.length() - 1).toUpperCase(Locale.ROOT);
            var admitted = issuer.admit(centralBank, operator, name, reserveFen);
            issuer.issue(centralBank, UUID.randomUUID(), operator, issuedFen);
            clients.add(new NetworkAddress.Client(
                    admitted.clientId(), admitted.clientSecret(), "operator", admitted.operatorId()));
        }
        return new NetworkAddress(network.issuer(), network.wallet(), network.settlement(), network.network(), clients);
    }
}
