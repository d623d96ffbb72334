package org.dcep.wallet.vault;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.Coin;

/**
 * What came of looking at announced coins.
 *
 * @param coins all of them, if nothing is wrong with any
 * @param flaw the first thing that is wrong
 * @param serial the coin that it is wrong with, if it is one
 */
record Inspection(List<SignedCoin> coins, Optional<CoinFlaw> flaw, Optional<UUID> serial) {
    /** A coin with its signature's bytes. */
    record SignedCoin(Coin coin, byte[] signature) {}

    static Inspection passed(List<SignedCoin> coins) {
        return new Inspection(List.copyOf(coins), Optional.empty(), Optional.empty());
    }

    static Inspection failed(CoinFlaw flaw, UUID serial) {
        return new Inspection(List.of(), Optional.of(flaw), Optional.ofNullable(serial));
    }
}
