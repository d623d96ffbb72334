package org.dcep.auditor.book;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Map;
import java.util.TreeMap;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;

/**
 * What a book did in a cycle, added up as its events come, and what the book says about it. Changes in place, because
 * an event must cost no garbage.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class CycleLine {
    private static final String RESERVES = "RESERVES";

    private long events;
    private long payments;
    private long amountFen;
    private long gasFeeFen;
    private long digest;
    private long issued;
    private long vault;
    private long wallets;
    private long held;
    private long clearing;
    private long gas;
    private long reserves;
    /** For a second reading: the first record of the cycle in each partition, as {@code topic/partition}. */
    private final Map<String, Long> firstOffsets = new TreeMap<>();

    /** Events of one record share their place. */
    private transient Place newestPlace;

    private CycleMarked marker;
    private long markerSeenAtMillis;
    private Verdict verdict = Verdict.OPEN;

    /** How a line stands towards its marker. */
    public enum Verdict {
        /** No marker, or not all events are there. */
        OPEN,
        MATCHES,
        DIFFERS
    }

    /** Adds one event of this book and cycle. */
    public void add(BookEvent event, Place place) {
        events++;
        if (event instanceof PaymentCommitted payment) {
            addPayment(payment);
        } else {
            addOther(event);
        }
        if (place != newestPlace) {
            firstOffsets.putIfAbsent(place.topic() + "/" + place.partition(), place.offset());
            newestPlace = place;
        }
    }

    private void addPayment(PaymentCommitted payment) {
        payments++;
        amountFen = Math.addExact(amountFen, payment.amountFen());
        gasFeeFen = Math.addExact(gasFeeFen, payment.gasFeeFen());
        digest += PaymentDigest.of(
                payment.paymentId(),
                payment.operatorId(),
                payment.payeeOperatorId(),
                payment.amountFen(),
                payment.gasFeeFen(),
                payment.cycleId());
        if (payment.operatorId().equals(payment.payeeOperatorId())) {
            wallets = Math.subtractExact(wallets, payment.gasFeeFen());
        } else {
            held = Math.subtractExact(held, Math.addExact(payment.amountFen(), payment.gasFeeFen()));
            clearing = Math.addExact(clearing, payment.amountFen());
        }
        gas = Math.addExact(gas, payment.gasFeeFen());
    }

    private void addOther(BookEvent event) {
        if (event instanceof VaultStocked stocked) {
            place(stocked.amountFen());
        } else if (event instanceof RedemptionAnswered answered) {
            place(answered.released() ? -answered.amountFen() : 0);
        } else if (event instanceof CurrencyExchanged exchange) {
            long fen = exchange.toWallet() ? exchange.amountFen() : -exchange.amountFen();
            vault = Math.subtractExact(vault, fen);
            wallets = Math.addExact(wallets, fen);
        } else if (event instanceof CreditRequested request) {
            hold(Math.addExact(request.amountFen(), request.gasFeeFen()));
        } else if (event instanceof PaymentReturned returned) {
            hold(-Math.addExact(returned.amountFen(), returned.gasFeeFen()));
        } else if (event instanceof CreditAnswered answer) {
            long fen = answer.credited() ? answer.amountFen() : 0;
            wallets = Math.addExact(wallets, fen);
            clearing = Math.subtractExact(clearing, fen);
        } else if (event instanceof SettlementBooked booked) {
            settle(booked);
        } else {
            throw new IllegalArgumentException("no book is changed by " + event.topic());
        }
    }

    /** What reserves settled leaves for RESERVES; everything else for the central bank. */
    private void settle(SettlementBooked booked) {
        if (booked.asset().equals(RESERVES)) {
            reserves = Math.addExact(reserves, booked.clearingFen());
        } else {
            issued = Math.subtractExact(issued, booked.clearingFen());
        }
        issued = Math.subtractExact(issued, booked.gasFen());
        clearing = Math.subtractExact(clearing, booked.clearingFen());
        gas = Math.subtractExact(gas, booked.gasFen());
    }

    private void place(long fen) {
        issued = Math.addExact(issued, fen);
        vault = Math.addExact(vault, fen);
    }

    private void hold(long fen) {
        wallets = Math.subtractExact(wallets, fen);
        held = Math.addExact(held, fen);
    }

    /** What the book says on leaving the cycle. */
    public void mark(CycleMarked said, long atMillis) {
        marker = said;
        markerSeenAtMillis = atMillis;
    }

    public void judge(Verdict judged) {
        verdict = judged;
    }

    public long events() {
        return events;
    }

    public long payments() {
        return payments;
    }

    public long amountFen() {
        return amountFen;
    }

    public long gasFeeFen() {
        return gasFeeFen;
    }

    public String digestText() {
        return PaymentDigest.text(digest);
    }

    /** What the cycle changed. */
    public BookAmounts change() {
        return new BookAmounts(issued, vault, wallets, held, clearing, gas, reserves);
    }

    public Map<String, Long> firstOffsets() {
        return firstOffsets;
    }

    /** Null until it has come. */
    public CycleMarked marker() {
        return marker;
    }

    public long markerSeenAtMillis() {
        return markerSeenAtMillis;
    }

    public Verdict verdict() {
        return verdict;
    }
}
