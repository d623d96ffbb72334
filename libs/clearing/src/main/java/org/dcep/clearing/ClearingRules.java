package org.dcep.clearing;

import java.util.Objects;

/**
 * How an engine decides: a value, so that a policy can hold it and an engine can be resumed under another.
 *
 * @param offsetting for {@link ClearingMode#HYBRID}; the other modes do not look at it
 * @param shortfall for {@link ClearingMode#DEFERRED_NET}; the other modes do not look at it
 */
public record ClearingRules(
        ClearingMode mode, SettlementAsset asset, Offsetting offsetting, Shortfall shortfall, EndOfDay endOfDay) {
    /**
     * @throws IllegalArgumentException if currency would have to be lent
     */
    public ClearingRules {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(offsetting, "offsetting");
        Objects.requireNonNull(shortfall, "shortfall");
        if (asset == SettlementAsset.CURRENCY && endOfDay instanceof EndOfDay.ForceOnCredit) {
            throw new IllegalArgumentException("currency must be covered: no obligation is forced on credit");
        }
    }

    /** All offsetting, cycles all or nothing, and what is unsettled is kept. */
    public static ClearingRules of(ClearingMode mode, SettlementAsset asset) {
        return new ClearingRules(mode, asset, Offsetting.ALL, Shortfall.POSTPONE, new EndOfDay.Keep());
    }

    public ClearingRules with(Offsetting chosen) {
        return new ClearingRules(mode, asset, chosen, shortfall, endOfDay);
    }

    public ClearingRules with(Shortfall chosen) {
        return new ClearingRules(mode, asset, offsetting, chosen, endOfDay);
    }

    public ClearingRules with(EndOfDay chosen) {
        return new ClearingRules(mode, asset, offsetting, shortfall, chosen);
    }

    /** The offsetting that is in force: none outside {@link ClearingMode#HYBRID}. */
    Offsetting inForce() {
        return mode == ClearingMode.HYBRID ? offsetting : Offsetting.NONE;
    }
}
