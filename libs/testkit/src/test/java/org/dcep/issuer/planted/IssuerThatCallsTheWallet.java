package org.dcep.issuer.planted;

import org.dcep.wallet.planted.ServiceThatStartsServers;

/** Breaks the rules on purpose. */
public final class IssuerThatCallsTheWallet {
    public int port() {
        return new ServiceThatStartsServers().port();
    }
}
