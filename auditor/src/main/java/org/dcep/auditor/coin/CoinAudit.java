package org.dcep.auditor.coin;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.book.Total;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.auditor.position.Movement;
import org.dcep.auditor.position.Movements;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.IssuedCoin;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;

/** Keeps the file of all coins. Some 200 bytes of memory a coin. */
public final class CoinAudit {
    private final String network;
    private final VerifyingKey centralBank;
    private final Facts<UUID, Filed> file;
    private final Movements movements;
    private final Consumer<Discrepancy> findings;

    /**
     * A serial.
     *
     * @param amountFen 0 while the coin is only known to be retired
     * @param retiredBy the cause of its retirement; null while it is in force
     */
    public record Filed(String operatorId, long amountFen, UUID retiredBy) {}

    public CoinAudit(
            String network,
            VerifyingKey centralBank,
            Facts<UUID, Filed> file,
            Movements movements,
            Consumer<Discrepancy> findings) {
        this.network = network;
        this.centralBank = centralBank;
        this.file = file;
        this.movements = movements;
        this.findings = findings;
    }

    /** An issuance: its coins are genuine and add up. */
    public void issue(CurrencyIssued issued, Place place) {
        Scene scene =
                Scene.ofBook(issued.operatorId()).cause(issued.issuanceId()).at(place);
        long sum = 0;
        for (IssuedCoin coin : issued.coins()) {
            sum = Math.addExact(sum, admit(coin, issued.operatorId(), place));
        }
        if (sum != issued.amountFen()) {
            findings.accept(new Discrepancy.SidesDiffer(scene, "issuance", issued.amountFen(), sum));
        }
    }

    /** A registration: new coins are genuine, retired ones were the operator's. */
    public void register(CurrencyRegistered registered, Place place, Instant now) {
        Total change = new Total();
        for (IssuedCoin coin : registered.coins()) {
            change.add(admit(coin, registered.operatorId(), place));
        }
        for (UUID serial : registered.retired()) {
            change.add(-retire(serial, registered, place));
        }
        Movement.Key key = new Movement.Key(Movement.Kind.COINS, registered.causeId(), registered.operatorId());
        movements.effect(key, change.fen(), place, now);
    }

    /** What the coin counts: its amount even if it is refused, so that one flaw is told once. */
    private long admit(IssuedCoin coin, String owner, Place place) {
        Scene scene = Scene.ofBook(owner).cause(coin.serial()).at(place);
        String flaw = flaw(coin, owner);
        Filed known = file.get(coin.serial());
        if (known != null && known.amountFen() != 0) {
            flaw = "a serial that was used before";
        }
        if (flaw != null) {
            findings.accept(new Discrepancy.CoinRefused(scene, flaw));
        }
        if (known == null) {
            file.put(coin.serial(), new Filed(owner, coin.amountFen(), null));
        } else if (known.amountFen() == 0) {
            // Retired before its issuance was read: the two travel on different topics.
            file.put(coin.serial(), new Filed(owner, coin.amountFen(), known.retiredBy()));
            movements.correct(
                    new Movement.Key(Movement.Kind.COINS, known.retiredBy(), known.operatorId()), -coin.amountFen());
        }
        return coin.amountFen();
    }

    private String flaw(IssuedCoin announced, String owner) {
        if (!announced.operatorId().equals(owner)) {
            return "a coin of " + announced.operatorId();
        }
        try {
            Coin coin = new Coin(
                    announced.serial(),
                    new Money(announced.amountFen()),
                    announced.operatorId(),
                    announced.issuedAt(),
                    announced.keyId());
            boolean genuine = announced.keyId().equals(centralBank.keyId())
                    && centralBank.verifies(coin.signedBytes(network), Base64Url.decode(announced.signature()));
            return genuine ? null : "the signature is not the central bank's";
        } catch (IllegalArgumentException notACoin) {
            return "not a coin: " + notACoin.getMessage();
        }
    }

    private long retire(UUID serial, CurrencyRegistered registered, Place place) {
        Filed known = file.get(serial);
        if (known == null) {
            file.put(serial, new Filed(registered.operatorId(), 0, registered.causeId()));
            return 0;
        }
        if (known.retiredBy() != null || !known.operatorId().equals(registered.operatorId())) {
            Scene scene = Scene.ofBook(registered.operatorId()).cause(serial).at(place);
            String flaw = known.retiredBy() != null
                    ? "retired before, by " + known.retiredBy()
                    : "a coin of " + known.operatorId();
            findings.accept(new Discrepancy.CoinRefused(scene, flaw));
        }
        file.put(serial, new Filed(known.operatorId(), known.amountFen(), registered.causeId()));
        return known.amountFen();
    }
}
