package org.dcep.simulator.client;

import java.util.Optional;

/**
 * A network with its services and the credentials of those who see or do everything.
 *
 * @param audit empty if nobody audits the network
 * @param network the name that signatures are bound to
 * @param issuedBy where further credentials get their tokens
 */
public record Connection(
        String network,
        IssuerApi issuer,
        WalletApi wallets,
        SettlementApi settlement,
        Optional<AuditApi> audit,
        Credentials centralBank,
        Credentials auditor,
        TokenIssuer issuedBy) {

    /** Makes credentials for a client that the issuer knows. */
    public interface TokenIssuer {
        Credentials client(String clientId, String clientSecret);
    }

    /** Connects with the central bank's and the auditor's client of {@code address}. */
    public static Connection to(NetworkAddress address) {
        return to(address, Patience.FOR_AN_OUTCOME);
    }

    /** The same, asking no longer than {@code patience} for an answer. */
    public static Connection to(NetworkAddress address, Patience patience) {
        RestClient rest = new RestClient(patience);
        TokenIssuer tokens = (id, secret) -> Credentials.of(rest, address.issuer(), id, secret);
        NetworkAddress.Client centralBank = address.client("central-bank");
        NetworkAddress.Client auditor = address.client("auditor");
        return new Connection(
                address.network(),
                new IssuerApi(rest, address.issuer()),
                new WalletApi(rest, address.wallet()),
                new SettlementApi(rest, address.settlement()),
                Optional.ofNullable(address.auditor()).map(base -> new AuditApi(rest, base)),
                tokens.client(centralBank.clientId(), centralBank.clientSecret()),
                tokens.client(auditor.clientId(), auditor.clientSecret()),
                tokens);
    }
}
