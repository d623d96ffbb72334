package org.dcep.simulator.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Admits over REST those operators that the network does not know yet, and has their clients remembered. */
    public void applyTo(Sandbox sandbox) {
        NetworkAddress network = sandbox.address();
        Set<String> known = network.clients().stream()
                .map(NetworkAddress.Client::operator)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var rest = new RestClient(Patience.FOR_AN_OUTCOME);
        var issuer = new IssuerApi(rest, network.issuer());
        NetworkAddress.Client client = network.client("central-bank");
        var centralBank = Credentials.of(rest, network.issuer(), client.clientId(), client.clientSecret());
        for (String operator : operators) {
            if (!known.contains(operator)) {
                sandbox.remember(admit(issuer, centralBank, operator));
            }
        }
    }

    /** The issuance has an id of its operator's, so that a start that was cut short does not issue twice. */
    private NetworkAddress.Client admit(IssuerApi issuer, Credentials centralBank, String operator) {
        String name = "Bank " + operator.substring(operator.length() - 1).toUpperCase(Locale.ROOT);
        var admitted = issuer.admit(centralBank, operator, name, reserveFen);
        UUID issuance = UUID.nameUUIDFromBytes((name() + "/" + operator).getBytes(StandardCharsets.UTF_8));
        issuer.issue(centralBank, issuance, operator, issuedFen);
        return new NetworkAddress.Client(
                admitted.clientId(), admitted.clientSecret(), "operator", admitted.operatorId());
    }
}
