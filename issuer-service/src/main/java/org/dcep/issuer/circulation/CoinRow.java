package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dcep.contracts.IssuedCoin;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.mint.Blank;
import org.dcep.issuer.mint.SignedCoin;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.hibernate.annotations.DynamicUpdate;

/**
 * Table {@code coin}: signed once, retired once, otherwise unchanged for ever. Updates name only what changed, because
 * a coin may be retired by a settlement while its signature is being stored.
 */
@Entity
@DynamicUpdate
@Table(name = "coin")
public class CoinRow extends PanacheEntityBase {
    /** Whether the coin still is currency. */
    enum State {
        UNSPENT,
        RETIRED
    }

    @Id
    private UUID serial;

    private String owner;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "registered_by")
    private long registeredBy;

    private int line;

    @Column(name = "key_id")
    private String keyId;

    private byte[] signature;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "retired_by")
    private Long retiredBy;

    protected CoinRow() {}

    /** A coin that is registered now and signed later. */
    CoinRow(long registration, int line, Blank blank) {
        this.serial = blank.serial();
        this.owner = blank.owner();
        this.amountFen = blank.amount().fen();
        this.issuedAt = blank.issuedAt();
        this.registeredBy = registration;
        this.line = line;
        this.state = State.UNSPENT;
    }

    /** A coin that was signed before. */
    CoinRow(long registration, int line, SignedCoin signed) {
        this(registration, line, blank(signed.coin()));
        sign(signed);
    }

    private static Blank blank(Coin coin) {
        return new Blank(coin.serial(), coin.amount(), coin.owner(), coin.issuedAt());
    }

    final void sign(SignedCoin signed) {
        this.keyId = signed.coin().keyId();
        this.signature = signed.signature();
    }

    UUID serial() {
        return serial;
    }

    int line() {
        return line;
    }

    Blank blank() {
        return new Blank(serial, Money.fen(amountFen), owner, issuedAt);
    }

    IssuedCoin issued() {
        return new IssuedCoin(serial, amountFen, owner, issuedAt, keyId, Base64Url.encode(signature));
    }
}
