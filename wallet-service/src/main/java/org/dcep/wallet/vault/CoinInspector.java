package org.dcep.wallet.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dcep.contracts.IssuedCoin;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.dcep.wallet.keys.CentralBankKey;
import org.dcep.wallet.vault.Inspection.SignedCoin;

/** Looks at every coin: its shape, its owner, its signature, and the sum. */
@ApplicationScoped
class CoinInspector {
    private final CentralBankKey centralBank;
    private final Vertx vertx;

    CoinInspector(CentralBankKey centralBank, Vertx vertx) {
        this.centralBank = centralBank;
        this.vertx = vertx;
    }

    /** Runs inspections off the event loop: a signature takes about 0.1 ms, an announcement may have hundreds. */
    <T> Uni<T> aside(Callable<T> inspections) {
        return vertx.executeBlocking(inspections, false);
    }

    /**
     * @param owner the operator for which the coins were announced
     * @param announcedFen what they must add up to, if it was said
     */
    Inspection inspect(List<IssuedCoin> announced, String owner, OptionalLong announcedFen) {
        if (announced.isEmpty() && announcedFen.isPresent()) {
            return Inspection.failed(CoinFlaw.NO_COINS, null);
        }
        List<SignedCoin> coins = new ArrayList<>(announced.size());
        Set<UUID> serials = new HashSet<>();
        long sumFen = 0;
        for (IssuedCoin candidate : announced) {
            Optional<Coin> coin = coin(candidate);
            if (coin.isEmpty()) {
                return Inspection.failed(CoinFlaw.NOT_A_COIN, candidate.serial());
            }
            byte[] signature = CentralBankKey.bytes(candidate.signature());
            Optional<CoinFlaw> flaw = flaw(coin.get(), signature, owner, serials);
            if (flaw.isPresent()) {
                return Inspection.failed(flaw.get(), candidate.serial());
            }
            coins.add(new SignedCoin(coin.get(), signature));
            sumFen = Math.addExact(sumFen, candidate.amountFen());
        }
        return announcedFen.isPresent() && announcedFen.getAsLong() != sumFen
                ? Inspection.failed(CoinFlaw.WRONG_SUM, null)
                : Inspection.passed(coins);
    }

    private Optional<CoinFlaw> flaw(Coin coin, byte[] signature, String owner, Set<UUID> serials) {
        if (!coin.owner().equals(owner)) {
            return Optional.of(CoinFlaw.WRONG_OWNER);
        }
        if (!centralBank.signed(coin, signature)) {
            return Optional.of(CoinFlaw.FORGED);
        }
        return serials.add(coin.serial()) ? Optional.empty() : Optional.of(CoinFlaw.SERIAL_REUSED);
    }

    private static Optional<Coin> coin(IssuedCoin candidate) {
        try {
            Coin coin = new Coin(
                    candidate.serial(),
                    new Money(candidate.amountFen()),
                    candidate.operatorId(),
                    candidate.issuedAt(),
                    candidate.keyId());
            // A line feed could make two coins of one signature, so such a text has no bytes to sign.
            boolean oneLine = (coin.owner() + coin.keyId()).indexOf('\n') < 0;
            return oneLine ? Optional.of(coin) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
