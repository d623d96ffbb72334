package org.dcep.wallet.planted;

import org.dcep.platform.Ports;

/** Breaks the rules on purpose. */
public final class ServiceThatStartsServers {
    public int port() {
        return Ports.free();
    }
}
