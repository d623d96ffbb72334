package org.dcep.wallet.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;
import static org.dcep.ledger.AccountId.held;
import static org.dcep.ledger.AccountId.of;
import static org.dcep.ledger.AccountId.wallet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.VaultStocked;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.junit.jupiter.api.Test;

class LockedBookTest {
    private static final UUID CAUSE = new UUID(0, 7);
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final long PAYER = 10_000_000_000_017L;
    private static final long PAYEE = 10_000_000_000_024L;

    private final LockedBook book = new LockedBook(
            List.of(new OpenCycle("icbc", 1, 3, TODAY, false)),
            List.of(account(PAYER, 100), account(PAYEE, 0)),
            Map.of(1, 50L));

    private static WalletAccount account(long number, long availableFen) {
        return new WalletAccount(
                number, 1, WalletClass.I, WalletState.ACTIVE, 1, availableFen, 0, 0, Spending.none(TODAY), 0);
    }

    private void post(Posting... postings) {
        book.post(new JournalEntry(CAUSE, NOW, new JournalEntry.Parties(PAYER, PAYEE), List.of(postings)));
    }

    @Test
    void aPaymentWithGasIsOneLinePerWallet() {
        post(
                new Posting(wallet(1, PAYER), wallet(1, PAYEE), fen(60), Purpose.PAYMENT),
                new Posting(wallet(1, PAYER), of(AccountKind.GAS, 1), fen(2), Purpose.GAS));

        assertThat(book.wallet(PAYER).orElseThrow().availableFen()).isEqualTo(38);
        assertThat(book.wallet(PAYEE).orElseThrow().availableFen()).isEqualTo(60);
        assertThat(book.entries()).hasSize(2);
        LockedBook.EntryRow payerLine = book.entries().get(0);
        assertThat(payerLine.amountFen()).isEqualTo(-60);
        assertThat(payerLine.gasFeeFen()).isEqualTo(2);
        assertThat(payerLine.counterparty()).isEqualTo(PAYEE);
        assertThat(payerLine.after().seq()).isEqualTo(1);
        book.requireBalanced();
    }

    @Test
    void aHoldAndItsReturnLeaveTheWalletAsItWas() {
        post(
                new Posting(wallet(1, PAYER), held(1, PAYER), fen(60), Purpose.HOLD),
                new Posting(wallet(1, PAYER), held(1, PAYER), fen(1), Purpose.GAS));
        assertThat(book.wallet(PAYER).orElseThrow().availableFen()).isEqualTo(39);
        assertThat(book.wallet(PAYER).orElseThrow().heldFen()).isEqualTo(61);
        assertThat(book.entries().get(0).gasFeeFen()).isEqualTo(1);

        post(
                new Posting(held(1, PAYER), wallet(1, PAYER), fen(60), Purpose.RETURN),
                new Posting(held(1, PAYER), wallet(1, PAYER), fen(1), Purpose.GAS));
        assertThat(book.wallet(PAYER).orElseThrow().availableFen()).isEqualTo(100);
        assertThat(book.wallet(PAYER).orElseThrow().heldFen()).isZero();
        assertThat(book.entries().get(1).gasFeeFen()).isEqualTo(-1);
        book.requireBalanced();
    }

    @Test
    void nothingFallsBelowZero() {
        assertThatThrownBy(() -> post(new Posting(wallet(1, PAYER), wallet(1, PAYEE), fen(101), Purpose.PAYMENT)))
                .hasMessageContaining("below zero");
        assertThatThrownBy(
                        () -> post(new Posting(of(AccountKind.VAULT, 1), wallet(1, PAYEE), fen(51), Purpose.EXCHANGE)))
                .hasMessageContaining("below zero");
    }

    @Test
    void whatIsNotLockedCannotBeMoved() {
        assertThatThrownBy(() -> post(new Posting(wallet(1, 99), wallet(1, PAYEE), fen(1), Purpose.PAYMENT)))
                .hasMessageContaining("not locked");
        assertThatThrownBy(() -> book.cycle(2)).hasMessageContaining("not locked");
        assertThatThrownBy(() -> book.vaultFen(2)).hasMessageContaining("not locked");
    }

    @Test
    void aPaymentIsCountedIntoItsCycle() {
        PaymentCommitted payment = new PaymentCommitted(
                CAUSE, "icbc", 3, "icbc", "0010000000000017", "0010000000000024", 60, 21_000, 1, 1, NOW);
        book.emit(payment, 1);
        book.emit(new VaultStocked(CAUSE, "icbc", 3, 5), 1);

        LockedBook.Tally tally = book.tallies().get(1);
        assertThat(tally.bookEvents).isEqualTo(2);
        assertThat(tally.payments).isEqualTo(1);
        assertThat(tally.amountFen).isEqualTo(60);
        assertThat(tally.digest).isEqualTo(PaymentDigest.of(CAUSE, "icbc", "icbc", 60, 1, 3));
    }

    @Test
    void anEventOfAnotherCycleIsRefused() {
        assertThatThrownBy(() -> book.emit(new VaultStocked(CAUSE, "icbc", 2, 5), 1))
                .hasMessageContaining("not open");
    }

    @Test
    void spendingRollsOverWithTheBusinessDate() {
        Spending spent = Spending.none(TODAY).plus(10, TODAY).plus(5, TODAY.plusDays(1));
        assertThat(spent).isEqualTo(new Spending(TODAY.plusDays(1), 5, 15));
        assertThat(spent.plus(1, LocalDate.of(2027, 1, 1))).isEqualTo(new Spending(LocalDate.of(2027, 1, 1), 1, 1));
        assertThat(spent.asOf(TODAY)).isEqualTo(spent);
        assertThat(spent.minus(10, TODAY)).isEqualTo(new Spending(TODAY.plusDays(1), 5, 5));
        assertThat(spent.minus(5, TODAY.plusDays(1))).isEqualTo(new Spending(TODAY.plusDays(1), 0, 10));
    }
}
