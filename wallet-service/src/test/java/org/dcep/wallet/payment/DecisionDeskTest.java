package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.LockedBooks;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;
import org.dcep.wallet.policy.InForce;

/** What holds for any batch of orders over a few wallets, whatever the orders are. */
class DecisionDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int WALLETS = 6;
    private static final List<OpenCycle> CYCLES =
            List.of(new OpenCycle("bank-a", 1, 5, TODAY, false), new OpenCycle("bank-b", 2, 5, TODAY, false));
    private static final InForce<GasPolicy> GAS = new InForce<>(
            1,
            NOW,
            new GasPolicy(
                    new PriceRule.Schedule(45),
                    GasPolicy.initial().units(),
                    GasPolicy.initial().beneficiaries()));

    @Property(tries = 500)
    void moneyIsNeitherMadeNorLost(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
        Map<Long, WalletAccount> before = wallets(random);
        LockedBook book = LockedBooks.of(CYCLES, before.values());
        DecisionDesk desk = desk(book, Map.of());
        orders(random, size).forEach(desk::decide);

        LockedBooks.requireBalanced(book);
        for (int operator = 1; operator <= 2; operator++) {
            int number = operator;
            long wallets = before.values().stream()
                    .filter(account -> account.operatorNumber() == number)
                    .mapToLong(account -> change(account, book))
                    .sum();
            assertThat(wallets + LockedBooks.collected(book, operator, AccountKind.GAS))
                    .isZero();
            assertThat(LockedBooks.collected(book, operator, AccountKind.CLEARING))
                    .isZero();
        }
    }

    @Property(tries = 500)
    void noBalanceIsNegativeAndNoLimitIsExceeded(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
        Map<Long, WalletAccount> before = wallets(random);
        LockedBook book = LockedBooks.of(CYCLES, before.values());
        DecisionDesk desk = desk(book, Map.of());
        orders(random, size).forEach(desk::decide);

        for (Long number : before.keySet()) {
            WalletAccount after = book.wallet(number).orElseThrow();
            assertThat(after.availableFen()).isNotNegative();
            assertThat(after.heldFen()).isNotNegative();
            assertThat(after.spending().todayFen())
                    .isLessThanOrEqualTo(
                            WalletClassPolicy.presetA().of(after.walletClass()).dailyFen());
        }
    }

    @Property(tries = 500)
    void aBatchDecidesLikeOneByOne(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
        Map<Long, WalletAccount> before = wallets(random);
        List<Submission> orders = orders(random, size);
        LockedBook together = LockedBooks.of(CYCLES, before.values());
        DecisionDesk desk = desk(together, Map.of());
        orders.forEach(desk::decide);
        desk.answer();

        Map<Long, WalletAccount> state = new HashMap<>(before);
        Map<UUID, PaymentRow> known = new HashMap<>();
        for (Submission order : orders) {
            Submission again =
                    new Submission(order.signed(), order.fingerprint(), order.keyEpoch(), new CompletableFuture<>());
            LockedBook alone = LockedBooks.of(CYCLES, state.values());
            DecisionDesk single = desk(alone, known);
            single.decide(again);
            single.answer();
            single.decided().forEach(payment -> known.put(payment.id(), payment));
            state.replaceAll((number, account) -> alone.wallet(number).orElseThrow());
            assertThat(shown(again)).isEqualTo(shown(order));
        }
        before.keySet().forEach(number -> assertThat(together.wallet(number)).contains(state.get(number)));
    }

    @Property(tries = 500)
    void gasIsExactToTheMicroFenAndToldInFull(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
        Map<Long, WalletAccount> before = wallets(random);
        LockedBook book = LockedBooks.of(CYCLES, before.values());
        DecisionDesk desk = desk(book, Map.of());
        orders(random, size).forEach(desk::decide);

        Map<Long, Long> paid = new HashMap<>();
        Map<Long, Long> due = new HashMap<>();
        for (PaymentRow payment : desk.decided()) {
            paid.merge(payment.payer(), payment.gasFeeFen() * PriceRule.MICRO_FEN_PER_FEN, Long::sum);
            due.merge(payment.payer(), payment.gasDueMicroFen(), Long::sum);
        }
        paid.forEach(
                (payer, microFen) -> assertThat(book.wallet(payer).orElseThrow().gasRestMicroFen()
                                - before.get(payer).gasRestMicroFen())
                        .isEqualTo(microFen - due.get(payer)));
        long told = 0;
        for (BookEvent event : book.events()) {
            told += event instanceof PaymentCommitted payment ? payment.gasFeeFen() : 0;
        }
        assertThat(told)
                .isEqualTo(LockedBooks.collected(book, 1, AccountKind.GAS)
                        + LockedBooks.collected(book, 2, AccountKind.GAS));
        assertThat(book.events())
                .hasSize((int)
                        desk.decided().stream().filter(PaymentRow::costsGas).count())
                .allMatch(event -> event instanceof PaymentCommitted || event instanceof CreditRequested);
    }

    private static long change(WalletAccount before, LockedBook book) {
        WalletAccount after = book.wallet(before.number()).orElseThrow();
        return after.availableFen() + after.heldFen() - before.availableFen() - before.heldFen();
    }

    private static String shown(Submission submission) {
        Optional<PaymentAnswer> answer = submission.answer().join();
        return answer.map(some -> some.fold(
                        decided -> decided.first() + " " + PaymentView.of(decided.payment()),
                        other -> other.problem().code()))
                .orElse("again");
    }

    private static DecisionDesk desk(LockedBook book, Map<UUID, PaymentRow> known) {
        return new DecisionDesk(
                book,
                known,
                number -> number <= 2 ? Optional.of("bank-" + number) : Optional.empty(),
                WalletClassPolicy.presetA(),
                GAS,
                NOW);
    }

    private static Map<Long, WalletAccount> wallets(Random random) {
        Map<Long, WalletAccount> wallets = new HashMap<>();
        for (int i = 0; i < WALLETS; i++) {
            WalletId id = wallet(i);
            WalletClass walletClass = random.nextBoolean() ? WalletClass.IV : WalletClass.I;
            WalletState state = random.nextInt(10) == 0 ? WalletState.FROZEN : WalletState.ACTIVE;
            wallets.put(
                    id.number(),
                    new WalletAccount(
                            id.number(),
                            id.operatorNumber(),
                            walletClass,
                            state,
                            1,
                            random.nextInt(1_000_000),
                            0,
                            0,
                            Spending.none(TODAY),
                            random.nextInt(1_000_000)));
        }
        return wallets;
    }

    private static WalletId wallet(int index) {
        return WalletId.of(index < WALLETS - 2 ? 1 : 2, index, index);
    }

    /** Among them expired ones, to oneself, to nobody, repeated ids with the same and with other content. */
    private static List<Submission> orders(Random random, int size) {
        List<Submission> orders = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Submission fresh = order(random, new UUID(random.nextLong(), random.nextLong()));
            if (i > 0 && random.nextInt(8) == 0) {
                Submission earlier = orders.get(random.nextInt(orders.size()));
                orders.add(random.nextBoolean() ? Submission.of(earlier.signed(), 1) : order(random, earlier.id()));
            } else {
                orders.add(fresh);
            }
        }
        return orders;
    }

    private static Submission order(Random random, UUID id) {
        String payee = random.nextInt(20) == 0
                ? WalletId.of(random.nextInt(5) + 1, 7, 7).toString()
                : wallet(random.nextInt(WALLETS)).toString();
        PaymentOrder order = new PaymentOrder(
                id,
                wallet(random.nextInt(WALLETS)).toString(),
                payee,
                new Money(1 + random.nextInt(random.nextBoolean() ? 1_000 : 400_000)),
                new Money(random.nextInt(20) == 0 ? 0 : 5),
                NOW.plusSeconds(random.nextInt(20) == 0 ? 0 : 30),
                "");
        return Submission.of(SignedOrder.of(order, new byte[64], "sandbox"), random.nextInt(30) == 0 ? 2 : 1);
    }
}
