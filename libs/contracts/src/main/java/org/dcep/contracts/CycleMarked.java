package org.dcep.contracts;

/**
 * An operator's book left a cycle. No later change of that book will carry the cycle's number.
 *
 * @param bookEvents how many {@link BookEvent}s of this operator carry {@code cycleId}
 * @param payments how many of them are {@link PaymentCommitted}
 * @param amountFen their amounts added up
 * @param gasFeeFen their gas added up
 * @param digest their {@link PaymentDigest}s added up modulo 2^64, as 16 hexadecimal digits
 * @param balances the book at that moment, read from its balances and not from the events
 */
public record CycleMarked(
        String operatorId,
        long cycleId,
        long bookEvents,
        long payments,
        long amountFen,
        long gasFeeFen,
        String digest,
        Balances balances)
        implements Event {

    /**
     * Issued is what the central bank has placed with the operator, as a positive number, and equals the sum of the
     * others; clearing and reserves are signed. Issued is below zero only where gas was swept from wallets that reserves
     * stand behind.
     */
    public record Balances(
            long issuedFen,
            long vaultFen,
            long walletsFen,
            long heldFen,
            long clearingFen,
            long gasFen,
            long reservesFen) {}

    @Override
    public Topic topic() {
        return Topic.CYCLE_MARKED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
