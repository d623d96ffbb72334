package org.dcep.auditor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.contracts.VaultStocked;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final String PAYER = "0010007000000003";
    private static final String PAYEE = "0010007000000011";
    private static final long MOST = Money.MAX_FEN;

    private static PaymentCommitted payment(String operator, long cycle, String payer, long fen, long fee) {
        return new PaymentCommitted(ID, operator, cycle, "icbc", payer, PAYEE, fen, 21_000, fee, 1, AT);
    }

    private static CycleMarked marker(long issuedFen, long clearingFen) {
        var balances = new CycleMarked.Balances(issuedFen, 0, 0, 0, clearingFen, 0, 0);
        return new CycleMarked("icbc", 1, 0, 0, 0, 0, "0000000000000000", balances);
    }

    private static GasRevenueSettled gas(String beneficiary, long... collectedFen) {
        return new GasRevenueSettled(
                ID,
                1,
                java.util.Arrays.stream(collectedFen)
                        .mapToObj(fen -> new GasRevenueSettled.Collected("icbc", fen))
                        .toList(),
                List.of(new GasRevenueSettled.Share(beneficiary, 10_000, 1)));
    }

    static Stream<Event> countable() {
        return Stream.of(
                payment("icbc", 1, PAYER, MOST, MOST),
                new SettlementBooked(ID, "icbc", 1, "CURRENCY", -MOST, 0),
                marker(MOST, -MOST),
                new SettlementBooked(ID, "icbc", 1, "RESERVES", MOST, 0),
                new CycleMarked(
                        "icbc", 1, 0, 0, 0, 0, "0000000000000000", new CycleMarked.Balances(-5, 0, 0, 0, 0, 0, -5)),
                new PaymentsSettled(ID, 1, "HYBRID", "RESERVES", List.of()),
                new CycleSettled(1),
                new LiquidityPlaced(ID, "icbc", MOST),
                new LiquidityReturned(ID, "icbc", 1),
                new PolicyPublished("SETTLEMENT", 1, AT, "{}", "key", "signature"),
                gas("the treasury", 1, MOST - 1),
                new OperatorAdmitted("icbc", 999, "ICBC", AT));
    }

    @ParameterizedTest
    @MethodSource("countable")
    void takesWhatTheSchemasAllow(Event event) {
        assertThat(EventRules.isCountable(event)).isTrue();
    }

    static Stream<Event> uncountable() {
        IssuedCoin coin = new IssuedCoin(ID, MOST, "icbc", AT, "key", "signature");
        return Stream.of(
                payment("icbc\u0000", 1, PAYER, 1, 1),
                payment("", 1, PAYER, 1, 1),
                payment("icbc", 0, PAYER, 1, 1),
                payment("icbc", 1, "x", 1, 1),
                payment("icbc", 1, PAYER, -1, 1),
                payment("icbc", 1, PAYER, MOST + 1, 1),
                payment("icbc", 1, PAYER, 1, Long.MAX_VALUE),
                new CreditRequested(ID, "icbc", 1, "ccb", PAYER, "x", 1, 1, "", AT),
                new CreditRequested(ID, "icbc", 1, "ccb", PAYER, PAYEE, 1, 1, "", Instant.MAX),
                new CreditAnswered(ID, "icbc", 1, "ccb", PAYER, "x", 1, true, ""),
                new PaymentReturned(ID, "icbc", 1, PAYER, 1, -1, ""),
                new CurrencyExchanged(ID, "icbc", 1, PAYER, false, Long.MIN_VALUE),
                new VaultStocked(ID, "icbc", 1, MOST + 1),
                new SettlementBooked(ID, "icbc", 1, "CURRENCY", Long.MIN_VALUE, 0),
                new SettlementBooked(ID, "icbc", 1, "GOLD", 1, 0),
                new PaymentsSettled(ID, 1, "HYBRID", "", List.of()),
                new CycleSettled(0),
                new LiquidityPlaced(ID, "icbc", MOST + 1),
                new LiquidityReturned(ID, "icbc", -1),
                new LiquidityPlaced(ID, "ic bc", 1),
                marker(Long.MAX_VALUE, 0),
                marker(0, Long.MIN_VALUE),
                new PaymentsSettled(
                        ID,
                        1,
                        "GROSS",
                        "CURRENCY",
                        List.of(new PaymentsSettled.Movement("icbc", "ccb", Long.MIN_VALUE))),
                gas("the treasury", 1, MOST),
                gas("the\u0000treasury", 1),
                new GasRevenueSettled(ID, 1, java.util.Collections.singletonList(null), List.of()),
                new CurrencyIssued(ID, "icbc", MOST, List.of(coin, coin)),
                new OperatorAdmitted("icbc", 1_000, "ICBC", AT),
                new PolicyPublished("G\u0000AS", 1, AT, "{}", "key", "signature"));
    }

    @ParameterizedTest
    @MethodSource("uncountable")
    void refusesWhatTheBooksCannotTake(Event event) {
        assertThat(EventRules.isCountable(event)).isFalse();
    }

    @Test
    void oneEventThatCannotBeCountedRefusesItsRecord() {
        String lines = EventJson.write(payment("icbc", 1, PAYER, 1, 1)) + "\n"
                + EventJson.write(payment("icbc", 1, "x", 1, 1));
        assertThatThrownBy(() -> EventRecords.read(Topic.PAYMENT_COMMITTED, lines.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
