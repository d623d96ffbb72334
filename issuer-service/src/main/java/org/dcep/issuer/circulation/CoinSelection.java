package org.dcep.issuer.circulation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;

/**
 * Which of a holder's coins to retire so that it parts with an amount, and what it gets back.
 *
 * @param coinsByFace how many coins of each face to retire
 * @param change what the retired coins are worth beyond the amount
 */
record CoinSelection(NavigableMap<Money, Long> coinsByFace, Money change) {

    /**
     * Chooses few coins: the largest that fit, one after another, and for a rest that no coin fits, the smallest coin
     * that covers it, to be broken for change.
     *
     * @param unspent how many unspent coins of each face the holder has
     * @throws IllegalStateException if they are worth less than {@code amount}
     */
    static CoinSelection of(Map<Money, Long> unspent, Money amount) {
        NavigableMap<Money, Long> available = new TreeMap<>(unspent);
        NavigableMap<Money, Long> chosen = new TreeMap<>();
        long rest = amount.fen();
        for (Map.Entry<Money, Long> stock : available.descendingMap().entrySet()) {
            long face = stock.getKey().fen();
            long count = Math.min(stock.getValue(), rest / face);
            if (count > 0) {
                chosen.put(stock.getKey(), count);
                rest -= count * face;
            }
        }
        if (rest == 0) {
            return new CoinSelection(chosen, Money.ZERO);
        }
        // Every coin up to the rest is chosen already, so a larger one is certainly left over if there is one at all.
        Money broken = available.higherKey(Money.fen(rest));
        while (broken != null && available.get(broken).equals(chosen.getOrDefault(broken, 0L))) {
            broken = available.higherKey(broken);
        }
        if (broken == null) {
            throw new IllegalStateException("the coins do not cover " + amount);
        }
        chosen.merge(broken, 1L, Long::sum);
        return new CoinSelection(chosen, Money.fen(broken.fen() - rest));
    }
}
