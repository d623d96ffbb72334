package org.dcep.settlement.corridor;

/** Where a trade is: the foreign leg follows the e-CNY leg, and both end once. */
enum TradeState {
    /** The foreign currency is set aside, and the e-CNY leg may be executed at any moment. */
    HELD,
    /** The e-CNY leg is final and the foreign currency is the market maker's. */
    SETTLED,
    /** The e-CNY leg can never happen and the foreign currency is the buyer's again. */
    RELEASED;

    /** Every allowed change; whatever is not listed is a bug. */
    boolean mayBecome(TradeState next) {
        return switch (this) {
            case HELD -> next == SETTLED || next == RELEASED;
            case SETTLED, RELEASED -> false;
        };
    }
}
