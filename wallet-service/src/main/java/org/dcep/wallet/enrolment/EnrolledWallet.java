package org.dcep.wallet.enrolment;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletState;
import org.hibernate.annotations.Immutable;

/** View {@code enrolled_wallet}: a wallet as of one moment, read only. */
@Entity
@Immutable
@Table(name = "enrolled_wallet")
public class EnrolledWallet extends PanacheEntityBase {
    @Id
    private long number;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "wallet_class")
    private short walletClass;

    private short state;

    private String alias;

    private String algorithm;

    @Column(name = "public_key")
    private byte[] publicKey;

    @Column(name = "available_fen")
    private long availableFen;

    @Column(name = "held_fen")
    private long heldFen;

    @Column(name = "spent_on")
    private LocalDate spentOn;

    @Column(name = "spent_today_fen")
    private long spentTodayFen;

    @Column(name = "spent_this_year_fen")
    private long spentThisYearFen;

    @Column(name = "business_date")
    private LocalDate businessDate;

    @Column(name = "opened_at")
    private Instant openedAt;

    protected EnrolledWallet() {}

    public long number() {
        return number;
    }

    public WalletId walletId() {
        return new WalletId(number);
    }

    public String operatorId() {
        return operatorId;
    }

    WalletClass walletClass() {
        return WalletClass.values()[walletClass];
    }

    WalletState state() {
        return WalletState.ofCode(state);
    }

    /** May be null. */
    String alias() {
        return alias;
    }

    String algorithm() {
        return algorithm;
    }

    String publicKey() {
        return Base64Url.encode(publicKey);
    }

    long availableFen() {
        return availableFen;
    }

    long heldFen() {
        return heldFen;
    }

    /** The counters of limits as a payment at {@code now} would find them. */
    Spending spendingAt(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, Book.BUSINESS_ZONE);
        return new Spending(spentOn, spentTodayFen, spentThisYearFen)
                .asOf(businessDate.isBefore(today) ? today : businessDate);
    }

    Instant openedAt() {
        return openedAt;
    }
}
