package org.dcep.auditor.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event does to a book, and what a marker must say after it. */
class MarkerRulesTest {
    private static final UUID ID = new UUID(0, 7);
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final Place PLACE = new Place("dcep.payment.committed", 0, 3);

    static List<Arguments> changes() {
        return List.of(
                change(new VaultStocked(ID, "icbc", 1, 500), 500, 500, 0, 0, 0, 0),
                change(new RedemptionAnswered(ID, "icbc", 1, 500, true), -500, -500, 0, 0, 0, 0),
                change(new RedemptionAnswered(ID, "icbc", 1, 500, false), 0, 0, 0, 0, 0, 0),
                change(new CurrencyExchanged(ID, "icbc", 1, "1", true, 500), 0, -500, 500, 0, 0, 0),
                change(new CurrencyExchanged(ID, "icbc", 1, "1", false, 500), 0, 500, -500, 0, 0, 0),
                change(new CreditRequested(ID, "icbc", 1, "boc", "1", "2", 500, 3, "", AT), 0, 0, -503, 503, 0, 0),
                change(new PaymentReturned(ID, "icbc", 1, "1", 500, 3, "WALLET_FROZEN"), 0, 0, 503, -503, 0, 0),
                change(new CreditAnswered(ID, "icbc", 1, "boc", "1", "2", 500, true, ""), 0, 0, 500, 0, -500, 0),
                change(new CreditAnswered(ID, "icbc", 1, "boc", "1", "2", 500, false, "X"), 0, 0, 0, 0, 0, 0),
                change(payment("icbc"), 0, 0, -3, 0, 0, 3),
                change(payment("boc"), 0, 0, 0, -503, 500, 3),
                change(new SettlementBooked(ID, "icbc", 1, "CURRENCY", 400, 0), -400, 0, 0, 0, -400, 0),
                change(new SettlementBooked(ID, "icbc", 1, "CURRENCY", -400, 0), 400, 0, 0, 0, 400, 0),
                change(new SettlementBooked(ID, "icbc", 1, "CURRENCY", 0, 9), -9, 0, 0, 0, 0, -9),
                inReserves(new SettlementBooked(ID, "icbc", 1, "RESERVES", 400, 0), -400, 400),
                inReserves(new SettlementBooked(ID, "icbc", 1, "RESERVES", -400, 0), 400, -400));
    }

    private static Arguments change(
            BookEvent event, long issued, long vault, long wallets, long held, long clearing, long gas) {
        return Arguments.of(event, BookAmounts.of(issued, vault, wallets, held, clearing, gas, 0));
    }

    private static Arguments inReserves(BookEvent event, long clearing, long reserves) {
        return Arguments.of(event, BookAmounts.of(0, 0, 0, 0, clearing, 0, reserves));
    }

    private static PaymentCommitted payment(String payeeOperator) {
        return new PaymentCommitted(ID, "icbc", 1, payeeOperator, "1", "2", 500, 21_000, 3, 1, AT);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyEventKeepsTheBookInBalance(BookEvent event, BookAmounts expected) {
        CycleLine line = new CycleLine();
        line.add(event, PLACE);
        assertThat(line.change()).isEqualTo(expected);
        assertThat(expected.issued()).isEqualTo(expected.placed());
    }

    @Test
    void aMarkerThatSaysTheSameAgrees() {
        CycleLine line = new CycleLine();
        line.add(payment("boc"), PLACE);
        BookAmounts before = BookAmounts.of(1_000, 200, 97, 703, 0, 0, 0);
        assertThat(MarkerRules.differences(line, before, marker(line, 1, 500, 200)))
                .isEmpty();
    }

    @Test
    void everyFigureThatDiffersIsNamed() {
        CycleLine line = new CycleLine();
        line.add(payment("boc"), PLACE);
        BookAmounts before = BookAmounts.of(1_000, 200, 97, 703, 0, 0, 0);
        List<Discrepancy> found = MarkerRules.differences(line, before, marker(line, 2, 501, 199));
        assertThat(found)
                .extracting(Discrepancy::found)
                .containsExactly(
                        "bookEvents 2 in the marker", "amountFen 501 in the marker", "vaultFen 199 in the marker");
        assertThat(found.get(2).scene().account()).contains("VAULT");
        assertThat(found).allMatch(differs -> differs.scene().cycle().getAsLong() == 1);
    }

    @Test
    void aMarkerThatTakesReservesForIssuedCurrencyIsNamedByBoth() {
        CycleLine line = new CycleLine();
        line.add(new SettlementBooked(ID, "icbc", 1, "RESERVES", 400, 0), PLACE);
        CycleMarked marker = new CycleMarked(
                "icbc", 1, 1, 0, 0, 0, line.digestText(), new CycleMarked.Balances(100, 100, 0, 0, 0, 0, 0));
        BookAmounts before = BookAmounts.of(500, 100, 0, 0, 400, 0, 0);
        assertThat(MarkerRules.differences(line, before, marker))
                .extracting(Discrepancy::found)
                .containsExactly("issuedFen 100 in the marker", "reservesFen 0 in the marker");
    }

    private static CycleMarked marker(CycleLine line, long events, long amountFen, long vaultFen) {
        return new CycleMarked(
                "icbc",
                1,
                events,
                1,
                amountFen,
                3,
                line.digestText(),
                new CycleMarked.Balances(1_000, vaultFen, 97, 200, 500, 3, 0));
    }
}
