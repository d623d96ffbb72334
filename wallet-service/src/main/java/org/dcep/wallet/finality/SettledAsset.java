package org.dcep.wallet.finality;

import org.dcep.ledger.AccountKind;

/** What settles a position between operators, by its name in the contracts. */
enum SettledAsset {
    /** Issued currency changes hands: the central bank registers it anew, and ISSUED follows. */
    CURRENCY(AccountKind.ISSUED),
    /** Reserves have changed hands in settlement accounts; issued currency stays registered where it is. */
    RESERVES(AccountKind.RESERVES);

    private final AccountKind account;

    SettledAsset(AccountKind account) {
        this.account = account;
    }

    /**
     * An asset that this version does not know cannot be booked: the event comes again until a version that does is
     * there.
     *
     * @throws IllegalArgumentException if there is no such asset
     */
    static SettledAsset named(String name) {
        return valueOf(name);
    }

    /** The account that CLEARING is moved against. */
    AccountKind account() {
        return account;
    }
}
