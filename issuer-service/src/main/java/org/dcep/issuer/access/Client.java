package org.dcep.issuer.access;

import java.util.Optional;
import org.dcep.kernel.WalletId;
import org.dcep.web.Role;

/**
 * Somebody who may ask for tokens.
 *
 * @param bank the bank of an operator's client, empty for every other role
 */
record Client(String clientId, Role role, Optional<Bank> bank, byte[] secretSha256) {

    /** A commercial bank and the number with which its wallets' numbers begin. */
    record Bank(String operatorId, int operatorNumber) {
        boolean keeps(WalletId wallet) {
            return wallet.operatorNumber() == operatorNumber;
        }
    }

    static Client bootstrap(String clientId, Role role, ClientSecret secret) {
        return new Client(clientId, role, Optional.empty(), secret.sha256());
    }
}
