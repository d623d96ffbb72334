package org.dcep.issuer.book;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The book added up: {@code issuedFen - redeemedFen = outstandingFen = reservesLockedFen}.
 *
 * @param fundedFen reserves that came in, free, locked or in settlement accounts now
 * @param outstandingFen with operators and with the treasury
 * @param treasuryFen with the treasury's beneficiaries
 */
public record Totals(
        long fundedFen, long issuedFen, long redeemedFen, long outstandingFen, long lockedFen, long treasuryFen) {

    /** From rows of holder kind, account kind and sum. */
    static Totals of(List<Object[]> rows) {
        Map<AccountKind, Long> sums = new EnumMap<>(AccountKind.class);
        long treasuryFen = 0;
        for (Object[] row : rows) {
            long fen = ((Number) row[2]).longValue();
            sums.merge((AccountKind) row[1], fen, Long::sum);
            if (row[1] == AccountKind.OUTSTANDING && HolderRow.BENEFICIARY.equals(row[0])) {
                treasuryFen = fen;
            }
        }
        return new Totals(
                -sums.getOrDefault(AccountKind.FUNDING, 0L),
                -sums.getOrDefault(AccountKind.ISSUED, 0L),
                sums.getOrDefault(AccountKind.REDEEMED, 0L),
                sums.getOrDefault(AccountKind.OUTSTANDING, 0L),
                sums.getOrDefault(AccountKind.LOCKED, 0L),
                treasuryFen);
    }
}
