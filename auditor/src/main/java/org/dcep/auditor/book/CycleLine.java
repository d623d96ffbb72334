package org.dcep.auditor.book;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.math.BigInteger;
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
    private Total amountFen = new Total();
    private Total gasFeeFen = new Total();
    private long digest;
    private Total issued = new Total();
    private Total vault = new Total();
    private Total wallets = new Total();
    private Total held = new Total();
    private Total clearing = new Total();
    private Total gas = new Total();
    private Total reserves = new Total();
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
        amountFen.add(payment.amountFen());
        gasFeeFen.add(payment.gasFeeFen());
        digest += PaymentDigest.of(
                payment.paymentId(),
                payment.operatorId(),
                payment.payeeOperatorId(),
                payment.amountFen(),
                payment.gasFeeFen(),
                payment.cycleId());
        if (payment.operatorId().equals(payment.payeeOperatorId())) {
            wallets.add(-payment.gasFeeFen());
        } else {
            held.add(-Math.addExact(payment.amountFen(), payment.gasFeeFen()));
            clearing.add(payment.amountFen());
        }
        gas.add(payment.gasFeeFen());
    }

    private void addOther(BookEvent event) {
        if (event instanceof VaultStocked stocked) {
            place(stocked.amountFen());
        } else if (event instanceof RedemptionAnswered answered) {
            place(answered.released() ? -answered.amountFen() : 0);
        } else if (event instanceof CurrencyExchanged exchange) {
            long fen = exchange.toWallet() ? exchange.amountFen() : -exchange.amountFen();
            vault.add(-fen);
            wallets.add(fen);
        } else if (event instanceof CreditRequested request) {
            hold(Math.addExact(request.amountFen(), request.gasFeeFen()));
        } else if (event instanceof PaymentReturned returned) {
            hold(-Math.addExact(returned.amountFen(), returned.gasFeeFen()));
        } else if (event instanceof CreditAnswered answer) {
            long fen = answer.credited() ? answer.amountFen() : 0;
            wallets.add(fen);
            clearing.add(-fen);
        } else if (event instanceof SettlementBooked booked) {
            settle(booked);
        } else {
            throw new IllegalArgumentException("no book is changed by " + event.topic());
        }
    }

    /** What reserves settled leaves for RESERVES; everything else for the central bank. */
    private void settle(SettlementBooked booked) {
        if (booked.asset().equals(RESERVES)) {
            reserves.add(booked.clearingFen());
        } else {
            issued.add(-booked.clearingFen());
        }
        issued.add(-booked.gasFen());
        clearing.add(-booked.clearingFen());
        gas.add(-booked.gasFen());
    }

    private void place(long fen) {
        issued.add(fen);
        vault.add(fen);
    }

    private void hold(long fen) {
        wallets.add(-fen);
        held.add(fen);
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

    public BigInteger amountFen() {
        return amountFen.fen();
    }

    public BigInteger gasFeeFen() {
        return gasFeeFen.fen();
    }

    public String digestText() {
        return PaymentDigest.text(digest);
    }

    /** What the cycle changed. */
    public BookAmounts change() {
        return new BookAmounts(
                issued.fen(), vault.fen(), wallets.fen(), held.fen(), clearing.fen(), gas.fen(), reserves.fen());
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
