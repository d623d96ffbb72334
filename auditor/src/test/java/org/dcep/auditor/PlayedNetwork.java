package org.dcep.auditor;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;
import org.dcep.kernel.Money;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;
import org.dcep.ledger.RevenueSplit;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestMint;
import org.flywaydb.core.Flyway;

/**
 * Plays the three services for an auditor: a central bank that issues, two operators with a real wallet book, whose
 * rows and events agree as those of the services do, and a settlement in currency or in reserves. Tests then spoil one thing.
 */
final class PlayedNetwork implements AutoCloseable {
    static final String BANK_A = "bank-a";
    static final String BANK_B = "bank-b";

    private static final GasPolicy GAS = GasPolicy.initial();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final PlayedTime time = new PlayedTime();
    private final KafkaProbe kafka = KafkaProbe.open(time);
    private final TestDatabase database;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Long, Row> rows = new TreeMap<>();
    private final Map<String, Book> books = new TreeMap<>();
    private final Map<String, List<IssuedCoin>> coins = new HashMap<>();
    private Function<Event, List<Event>> spoiling = List::of;
    private final Map<Long, Waiting> waiting = new TreeMap<>();
    private String asset = "CURRENCY";
    private long cycle = 1;
    private int serials;

    /** A wallet as the book has it. */
    private static final class Row {
        long available;
        long held;
        long lines;
        long rest;
    }

    /** An operator's book and its tally of the cycle. */
    private static final class Book {
        long issued;
        long vault;
        long wallets;
        long held;
        long clearing;
        long gas;
        long reserves;
        long events;
        long payments;
        long amount;
        long fees;
        long digest;
        final Map<String, Long> owed = new TreeMap<>();
    }

    /** What operators owe one another since a cycle has closed. */
    private record Waiting(String asset, List<PaymentsSettled.Movement> movements) {}

    PlayedNetwork(TestDatabase database) {
        this.database = database;
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations(
                        "filesystem:../wallet-service/src/main/resources/db/migration",
                        "filesystem:../libs/outbox/src/main/resources/db/outbox")
                .load()
                .migrate();
        kafka.publish(TestMint.policy("GAS", 1, Instant.parse("2020-01-01T00:00:00Z"), PolicyJson.write(GAS)));
        admit(BANK_A, 101);
        admit(BANK_B, 102);
    }

    private void admit(String operatorId, int number) {
        numbers.put(operatorId, number);
        books.put(operatorId, new Book());
        Instant now = now();
        database.execute(
                "insert into operator values (?, ?, ?, ?)",
                operatorId,
                number,
                operatorId,
                java.sql.Timestamp.from(now));
        kafka.publish(new OperatorAdmitted(operatorId, number, operatorId, now));
        CurrencyIssued issued = TestMint.issuance(operatorId, 1_000_000_00L, 3);
        publish(issued);
        coins.put(operatorId, new ArrayList<>(issued.coins()));
        Book book = books.get(operatorId);
        book.issued += issued.amountFen();
        book.vault += issued.amountFen();
        publish(new VaultStocked(issued.issuanceId(), operatorId, cycle, issued.amountFen()));
    }

    /** From now on every event goes through {@code plan}, which may change it, repeat it or keep it back. */
    void spoil(Function<Event, List<Event>> plan) {
        spoiling = plan;
    }

    /** Events go out as they are again. */
    void behave() {
        spoiling = List::of;
    }

    /** Opens a wallet with money in it. */
    long wallet(String operatorId, long fen) {
        long number = WalletId.of(numbers.get(operatorId), 7, serials++).number();
        Row row = new Row();
        rows.put(number, row);
        database.execute(
                "insert into account values (?, ?, 0, 1, 1, 0, 0, 0, date '2026-01-01', 0, 0, 0)",
                number,
                numbers.get(operatorId));
        UUID id = UUID.randomUUID();
        Book book = books.get(operatorId);
        book.vault -= fen;
        book.wallets += fen;
        move(number, id, 3, fen, 0, 0);
        publish(new CurrencyExchanged(id, operatorId, cycle, text(number), true, fen));
        return number;
    }

    /** Pays; across operators the payee's operator credits at once. */
    UUID pay(long payer, long payee, long fen) {
        UUID id = UUID.randomUUID();
        String from = operatorOf(payer);
        String to = operatorOf(payee);
        Instant now = now();
        GasCharge gas = charge(payer, fen, now);
        payment(id, from, payer, payee, fen, gas, 2, now);
        if (from.equals(to)) {
            Book book = books.get(from);
            book.wallets -= gas.fee().fen();
            book.gas += gas.fee().fen();
            move(payer, id, 4, -fen, gas.fee().fen(), 0);
            move(payee, id, 4, fen, 0, 0);
        } else {
            hold(id, from, to, payer, payee, fen, gas, now);
            credit(id, from, to, payer, payee, fen, true);
            Book book = books.get(from);
            book.held -= fen + gas.fee().fen();
            book.clearing += fen;
            book.gas += gas.fee().fen();
            book.owed.merge(to, fen, Long::sum);
            move(payer, id, 8, 0, 0, -fen - gas.fee().fen());
        }
        publish(new PaymentCommitted(
                id,
                from,
                cycle,
                to,
                text(payer),
                text(payee),
                fen,
                gas.units(),
                gas.fee().fen(),
                1,
                now));
        return id;
    }

    /** Pays a wallet of another operator that refuses. */
    UUID payInVain(long payer, long payee, long fen) {
        UUID id = UUID.randomUUID();
        String from = operatorOf(payer);
        Instant now = now();
        GasCharge gas = charge(payer, fen, now);
        payment(id, from, payer, payee, fen, gas, 4, now);
        hold(id, from, operatorOf(payee), payer, payee, fen, gas, now);
        credit(id, from, operatorOf(payee), payer, payee, fen, false);
        Row row = rows.get(payer);
        row.rest = GasCharge.restAfterReturn(row.rest, gas.fee(), gas.dueMicroFen());
        Book book = books.get(from);
        book.wallets += fen + gas.fee().fen();
        book.held -= fen + gas.fee().fen();
        move(payer, id, 7, fen, -gas.fee().fen(), -fen - gas.fee().fen());
        publish(new PaymentReturned(id, from, cycle, text(payer), fen, gas.fee().fen(), "WALLET_FROZEN"));
        return id;
    }

    private GasCharge charge(long payer, long fen, Instant now) {
        Row row = rows.get(payer);
        GasCharge gas = GAS.charge(Operation.TRANSFER, new Money(fen), LocalTime.ofInstant(now, ZONE), row.rest);
        row.rest = gas.restMicroFen();
        return gas;
    }

    private void hold(UUID id, String from, String to, long payer, long payee, long fen, GasCharge gas, Instant now) {
        Book book = books.get(from);
        book.wallets -= fen + gas.fee().fen();
        book.held += fen + gas.fee().fen();
        move(payer, id, 6, -fen, gas.fee().fen(), fen + gas.fee().fen());
        publish(new CreditRequested(
                id, from, cycle, to, text(payer), text(payee), fen, gas.fee().fen(), "", now));
    }

    private void credit(UUID id, String from, String to, long payer, long payee, long fen, boolean credited) {
        if (credited) {
            Book book = books.get(to);
            book.wallets += fen;
            book.clearing -= fen;
            move(payee, id, 9, fen, 0, 0);
        }
        publish(new CreditAnswered(
                id, to, cycle, from, text(payer), text(payee), fen, credited, credited ? "" : "WALLET_FROZEN"));
    }

    /** A line of the statement and the wallet's row. */
    private void move(long number, UUID cause, int purpose, long amount, long fee, long held) {
        Row row = rows.get(number);
        row.available += amount - fee;
        row.held += held;
        row.lines++;
        database.execute(
                "insert into entry values (?, ?, now(), ?, ?::smallint, ?, null, ?, ?, ?, ?, ?)",
                number,
                row.lines,
                cycle,
                purpose,
                cause,
                amount,
                fee,
                held,
                row.available,
                row.held);
        database.execute(
                "update account set available_fen = ?, held_fen = ?, seq = ?, gas_rest_micro_fen = ? where id = ?",
                row.available,
                row.held,
                row.lines,
                row.rest,
                number);
    }

    private void payment(
            UUID id, String operator, long payer, long payee, long fen, GasCharge gas, int state, Instant now) {
        database.execute(
                "insert into payment values (?, decode(repeat('00', 32), 'hex'), decode(repeat('00', 64), 'hex'),"
                        + " 0::smallint, ?, ?, ?, ?, 100, ?, '', ?::smallint, ?, ?, ?, ?, 1, ?, date '2026-01-01', ?)",
                id,
                numbers.get(operator),
                payer,
                payee,
                fen,
                java.sql.Timestamp.from(now),
                state,
                state == 2 ? "" : "WALLET_FROZEN",
                gas.units(),
                gas.dueMicroFen(),
                gas.fee().fen(),
                cycle,
                java.sql.Timestamp.from(now));
    }

    /** From the next cycle to close on, this settles what operators owe: CURRENCY, as at first, or RESERVES. */
    void settleIn(String named) {
        asset = named;
    }

    /** Reserves of the operator go into its settlement account. */
    LiquidityPlaced place(String operatorId, long fen) {
        LiquidityPlaced placed = new LiquidityPlaced(UUID.randomUUID(), operatorId, fen);
        publish(placed);
        return placed;
    }

    /** Reserves of the operator come out of its settlement account. */
    void takeBack(String operatorId, long fen) {
        publish(new LiquidityReturned(UUID.randomUUID(), operatorId, fen));
    }

    /** Every book leaves the cycle and says so; settlement settles it and sweeps; the books take it over. */
    void closeCycle() {
        long closed = closeCycleWithoutLiquidity();
        settleWaiting();
        endCycle(closed);
    }

    /**
     * The same, but what operators owe waits for {@link #settleWaiting}.
     *
     * @return the cycle that was closed
     */
    long closeCycleWithoutLiquidity() {
        long closed = cycle++;
        List<PaymentsSettled.Movement> movements = new ArrayList<>();
        List<GasRevenueSettled.Collected> collected = new ArrayList<>();
        books.forEach((operator, book) -> {
            publish(marker(operator, book, closed));
            book.owed.forEach((to, fen) -> movements.add(new PaymentsSettled.Movement(operator, to, fen)));
            collected.add(new GasRevenueSettled.Collected(operator, book.fees));
            begin(book);
        });
        waiting.put(closed, new Waiting(asset, movements));
        sweep(closed, collected);
        return closed;
    }

    /** Settles what waits: currency at once; reserves first what the two owe each other alike, then the rest. */
    void settleWaiting() {
        waiting.forEach((closed, due) -> {
            if (due.asset().equals("CURRENCY")) {
                settle(closed, "DEFERRED_NET", due.asset(), due.movements());
                return;
            }
            long offset = due.movements().size() < 2
                    ? 0
                    : due.movements().stream()
                            .mapToLong(PaymentsSettled.Movement::amountFen)
                            .min()
                            .getAsLong();
            settle(closed, "HYBRID", due.asset(), lowered(due.movements(), fen -> offset));
            settle(closed, "HYBRID", due.asset(), lowered(due.movements(), fen -> fen - offset));
        });
        waiting.clear();
    }

    /** The same movements with other amounts; without those over nothing. */
    private static List<PaymentsSettled.Movement> lowered(
            List<PaymentsSettled.Movement> movements, LongUnaryOperator amount) {
        return movements.stream()
                .map(movement -> new PaymentsSettled.Movement(
                        movement.fromOperatorId(), movement.toOperatorId(), amount.applyAsLong(movement.amountFen())))
                .filter(movement -> movement.amountFen() > 0)
                .toList();
    }

    /** Settlement says that nothing of the cycle is left to settle. */
    void endCycle(long closed) {
        publish(new CycleSettled(closed));
    }

    private static CycleMarked marker(String operator, Book book, long cycle) {
        return new CycleMarked(
                operator,
                cycle,
                book.events,
                book.payments,
                book.amount,
                book.fees,
                PaymentDigest.text(book.digest),
                new CycleMarked.Balances(
                        book.issued, book.vault, book.wallets, book.held, book.clearing, book.gas, book.reserves));
    }

    private static void begin(Book book) {
        book.events = 0;
        book.payments = 0;
        book.amount = 0;
        book.fees = 0;
        book.digest = 0;
        book.owed.clear();
    }

    private void settle(long closed, String mode, String paidIn, List<PaymentsSettled.Movement> movements) {
        UUID id = UUID.randomUUID();
        publish(new PaymentsSettled(id, closed, mode, paidIn, movements));
        Map<String, Long> net = new TreeMap<>();
        for (PaymentsSettled.Movement movement : movements) {
            net.merge(movement.fromOperatorId(), movement.amountFen(), Long::sum);
            net.merge(movement.toOperatorId(), -movement.amountFen(), Long::sum);
        }
        net.forEach((operator, fen) -> {
            Book book = books.get(operator);
            book.clearing -= fen;
            if (paidIn.equals("RESERVES")) {
                book.reserves += fen;
            } else {
                book.issued -= fen;
            }
            publish(new SettlementBooked(id, operator, cycle, paidIn, fen, 0));
            if (paidIn.equals("CURRENCY")) {
                register(id, operator, -fen);
            }
        });
    }

    private void sweep(long closed, List<GasRevenueSettled.Collected> collected) {
        UUID id = UUID.randomUUID();
        long total = collected.stream()
                .mapToLong(GasRevenueSettled.Collected::gasFeeFen)
                .sum();
        List<GasRevenueSettled.Share> shares = RevenueSplit.split(new Money(total), GAS.beneficiaries()).stream()
                .filter(share -> !share.amount().isZero())
                .map(share -> new GasRevenueSettled.Share(
                        share.beneficiary().name(),
                        share.beneficiary().basisPoints(),
                        share.amount().fen()))
                .toList();
        publish(new GasRevenueSettled(id, closed, collected, shares));
        for (GasRevenueSettled.Collected part : collected) {
            if (part.gasFeeFen() > 0) {
                Book book = books.get(part.operatorId());
                book.gas -= part.gasFeeFen();
                book.issued -= part.gasFeeFen();
                publish(new SettlementBooked(id, part.operatorId(), cycle, "CURRENCY", 0, part.gasFeeFen()));
                register(id, part.operatorId(), -part.gasFeeFen());
            }
        }
    }

    /** All coins of the operator are retired for one of the new sum. */
    private void register(UUID cause, String operator, long change) {
        List<IssuedCoin> old = coins.get(operator);
        long sum = old.stream().mapToLong(IssuedCoin::amountFen).sum() + change;
        IssuedCoin fresh = TestMint.coin(operator, sum);
        publish(new CurrencyRegistered(
                cause, operator, old.stream().map(IssuedCoin::serial).toList(), List.of(fresh)));
        coins.put(operator, new ArrayList<>(List.of(fresh)));
    }

    /** The book counts its own events; what is told to others may be spoiled on the way. */
    void publish(Event event) {
        if (event instanceof BookEvent change) {
            Book book = books.get(change.operatorId());
            book.events++;
            if (event instanceof PaymentCommitted payment) {
                book.payments++;
                book.amount += payment.amountFen();
                book.fees += payment.gasFeeFen();
                book.digest += PaymentDigest.of(
                        payment.paymentId(),
                        payment.operatorId(),
                        payment.payeeOperatorId(),
                        payment.amountFen(),
                        payment.gasFeeFen(),
                        payment.cycleId());
            }
        }
        spoiling.apply(event).forEach(kafka::publish);
    }

    KafkaProbe kafka() {
        return kafka;
    }

    PlayedTime time() {
        return time;
    }

    TestDatabase database() {
        return database;
    }

    long openCycle() {
        return cycle;
    }

    static String text(long wallet) {
        return new WalletId(wallet).toString();
    }

    private String operatorOf(long wallet) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == wallet / 10_000_000_000_000L)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private Instant now() {
        return time.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
