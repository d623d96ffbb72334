package org.dcep.issuer.mint;

import java.util.ArrayList;
import java.util.List;
import org.dcep.kernel.Money;

/**
 * Splits an amount into face values of the series 1, 2, 5, 10, 20, 50, ... fen. The e-CNY fixes no denominations; the
 * series is this sandbox's (assumption: that of the printed notes, continued).
 */
public final class Denominations {
    /** The most coins that one issuance is split into. */
    public static final int MAX_COINS = 500;

    private static final long[] FACES = series();

    private Denominations() {}

    /**
     * The faces of an issuance, largest first: the smallest largest face with which the amount needs at most
     * {@link #MAX_COINS} coins, so that an operator has as much change as a sensible file of coins allows.
     */
    public static List<Money> spread(Money amount) {
        int largest = 0;
        while (count(amount.fen(), largest) > MAX_COINS) {
            largest++;
        }
        return faces(amount.fen(), largest);
    }

    /** The fewest coins that make up the amount, largest first. */
    public static List<Money> fewest(Money amount) {
        return faces(amount.fen(), FACES.length - 1);
    }

    private static long count(long fen, int largest) {
        long rest = fen;
        long count = 0;
        for (int i = largest; i >= 0; i--) {
            count += rest / FACES[i];
            rest %= FACES[i];
        }
        return count;
    }

    private static List<Money> faces(long fen, int largest) {
        List<Money> faces = new ArrayList<>();
        long rest = fen;
        for (int i = largest; i >= 0; i--) {
            for (; rest >= FACES[i]; rest -= FACES[i]) {
                faces.add(Money.fen(FACES[i]));
            }
        }
        return faces;
    }

    /** 1, 2, 5, ... up to 5 * 10^15, the largest that an amount can hold. */
    private static long[] series() {
        List<Long> faces = new ArrayList<>();
        for (long unit = 1; unit <= Money.MAX_FEN; unit *= 10) {
            faces.addAll(List.of(unit, 2 * unit, 5 * unit));
        }
        return faces.stream()
                .mapToLong(Long::longValue)
                .filter(face -> face <= Money.MAX_FEN)
                .toArray();
    }
}
