package org.dcep.issuer.redemption;

/** How far a redemption has come. */
enum RedemptionState {
    /** The operator's book was asked. */
    REQUESTED,
    /** The vault was debited; the coins are not destroyed yet. */
    RELEASED,
    /** The coins are destroyed and the reserves are free. */
    REDEEMED,
    /** The vault did not hold the amount; nothing happened. */
    REFUSED;

    /** From outside, a redemption is requested until it is decided. */
    String shown() {
        return (this == RELEASED ? REQUESTED : this).name();
    }

    boolean isDecided() {
        return this == REDEEMED || this == REFUSED;
    }
}
