package org.dcep.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;

/**
 * The central bank and the operators' books as the other services keep them, reduced to their arithmetic, with code of
 * their own. Events go to a sink in the order in which they happen.
 */
public final class Economy {
    private static final String WALLET = "0010000000000017";
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final SortedMap<String, Book> books = new TreeMap<>();
    private final Consumer<Event> sink;
    private long cycle;

    /** An operator's book, and what it counted per cycle. */
    private static final class Book {
        private long issued;
        private long vault;
        private long wallets;
        private long held;
        private long clearing;
        private long gas;
        private long reserves;
        private final Map<Long, Tally> tallies = new TreeMap<>();

        Tally tally(long cycle) {
            return tallies.computeIfAbsent(cycle, key -> new Tally());
        }
    }

    private static final class Tally {
        private long events;
        private long payments;
        private long amount;
        private long gas;
        private long digest;
    }

    public Economy(long cycle, Consumer<Event> sink) {
        this.cycle = cycle;
        this.sink = sink;
    }

    public Economy with(String... operators) {
        for (String operator : operators) {
            books.put(operator, new Book());
        }
        return this;
    }

    public long cycle() {
        return cycle;
    }

    public void issue(String operator, long fen) {
        UUID id = UUID.randomUUID();
        sink.accept(new CurrencyIssued(
                id,
                operator,
                fen,
                List.of(new IssuedCoin(UUID.randomUUID(), fen, operator, NOON, "0011223344556677", "c2ln"))));
        books.get(operator).issued += fen;
        books.get(operator).vault += fen;
        change(new VaultStocked(id, operator, cycle, fen));
    }

    public void redeem(String operator, long fen) {
        UUID id = UUID.randomUUID();
        books.get(operator).issued -= fen;
        books.get(operator).vault -= fen;
        change(new RedemptionAnswered(id, operator, cycle, fen, true));
        sink.accept(new RedemptionCompleted(id, operator, fen));
    }

    public void refuseRedemption(String operator, long fen) {
        change(new RedemptionAnswered(UUID.randomUUID(), operator, cycle, fen, false));
    }

    public void exchange(String operator, long fen) {
        books.get(operator).vault -= fen;
        books.get(operator).wallets += fen;
        change(new CurrencyExchanged(UUID.randomUUID(), operator, cycle, WALLET, fen > 0, Math.abs(fen)));
    }

    /** Final at once inside an operator, through CLEARING between two. */
    public PaymentCommitted pay(String payer, String payee, long fen, long gas) {
        return pay(UUID.randomUUID(), new Wallets(payer, WALLET, payee, WALLET), fen, gas);
    }

    /** Who pays whom: operators and their wallets. */
    public record Wallets(String payerOperator, String payer, String payeeOperator, String payee) {}

    /** The same for a payment that has an id and wallets already. */
    public PaymentCommitted pay(UUID id, Wallets wallets, long fen, long gas) {
        String payer = wallets.payerOperator();
        String payee = wallets.payeeOperator();
        if (!payer.equals(payee)) {
            books.get(payer).wallets -= fen + gas;
            books.get(payer).held += fen + gas;
            change(new CreditRequested(id, payer, cycle, payee, wallets.payer(), wallets.payee(), fen, gas, "", NOON));
            books.get(payee).clearing -= fen;
            books.get(payee).wallets += fen;
            change(new CreditAnswered(id, payee, cycle, payer, wallets.payer(), wallets.payee(), fen, true, ""));
            books.get(payer).held -= fen + gas;
            books.get(payer).clearing += fen;
        } else {
            books.get(payer).wallets -= gas;
        }
        books.get(payer).gas += gas;
        PaymentCommitted committed = new PaymentCommitted(
                id, payer, cycle, payee, wallets.payer(), wallets.payee(), fen, 21_000, gas, 1, NOON);
        count(committed);
        change(committed);
        return committed;
    }

    public void payInVain(String payer, String payee, long fen, long gas) {
        UUID id = UUID.randomUUID();
        books.get(payer).wallets -= fen + gas;
        books.get(payer).held += fen + gas;
        change(new CreditRequested(id, payer, cycle, payee, WALLET, WALLET, fen, gas, "", NOON));
        change(new CreditAnswered(id, payee, cycle, payer, WALLET, WALLET, fen, false, "WALLET_FROZEN"));
        books.get(payer).held -= fen + gas;
        books.get(payer).wallets += fen + gas;
        change(new PaymentReturned(id, payer, cycle, WALLET, fen, gas, "WALLET_FROZEN"));
    }

    /** Every book leaves the cycle; the markers are returned and not yet told. */
    public List<CycleMarked> turn() {
        List<CycleMarked> markers = new ArrayList<>();
        books.forEach((operator, book) -> markers.add(marker(operator, book)));
        cycle++;
        return markers;
    }

    /** Reserves go into the operator's settlement account. */
    public void place(String operator, long fen) {
        sink.accept(new LiquidityPlaced(UUID.randomUUID(), operator, fen));
    }

    /** Reserves come out of the operator's settlement account, whoever had placed them. */
    public void takeBack(String operator, long fen) {
        sink.accept(new LiquidityReturned(UUID.randomUUID(), operator, fen));
    }

    public List<SettlementBooked> book(PaymentsSettled settled) {
        List<SettlementBooked> booked = new ArrayList<>();
        books.forEach((operator, book) -> {
            long paid = settled.movements().stream()
                    .mapToLong(movement -> (movement.fromOperatorId().equals(operator) ? movement.amountFen() : 0)
                            - (movement.toOperatorId().equals(operator) ? movement.amountFen() : 0))
                    .sum();
            if (paid != 0) {
                book.clearing -= paid;
                if (settled.asset().equals("RESERVES")) {
                    book.reserves += paid;
                } else {
                    book.issued -= paid;
                }
                booked.add(new SettlementBooked(settled.settlementId(), operator, cycle, settled.asset(), paid, 0));
            }
        });
        booked.forEach(this::change);
        return booked;
    }

    public List<SettlementBooked> book(GasRevenueSettled settled) {
        List<SettlementBooked> booked = new ArrayList<>();
        for (GasRevenueSettled.Collected collected : settled.collected()) {
            Book book = books.get(collected.operatorId());
            book.gas -= collected.gasFeeFen();
            book.issued -= collected.gasFeeFen();
            booked.add(new SettlementBooked(
                    settled.settlementId(), collected.operatorId(), cycle, "CURRENCY", 0, collected.gasFeeFen()));
        }
        booked.forEach(this::change);
        return booked;
    }

    private void count(PaymentCommitted payment) {
        Tally tally = books.get(payment.operatorId()).tally(cycle);
        tally.payments++;
        tally.amount += payment.amountFen();
        tally.gas += payment.gasFeeFen();
        tally.digest += PaymentDigest.of(
                payment.paymentId(),
                payment.operatorId(),
                payment.payeeOperatorId(),
                payment.amountFen(),
                payment.gasFeeFen(),
                cycle);
    }

    private void change(BookEvent event) {
        books.get(event.operatorId()).tally(cycle).events++;
        sink.accept(event);
    }

    private CycleMarked marker(String operator, Book book) {
        Tally tally = book.tally(cycle);
        return new CycleMarked(
                operator,
                cycle,
                tally.events,
                tally.payments,
                tally.amount,
                tally.gas,
                PaymentDigest.text(tally.digest),
                new CycleMarked.Balances(
                        book.issued, book.vault, book.wallets, book.held, book.clearing, book.gas, book.reserves));
    }
}
