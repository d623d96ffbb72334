package org.dcep.wallet.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.dcep.iso20022.AccountStatement;
import org.dcep.iso20022.SignedAmount;
import org.dcep.ledger.Purpose;
import org.junit.jupiter.api.Test;

class StatementFormsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final UUID PAYMENT = UUID.fromString("3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91");

    /** 100 yuan, of which one payment with its gas has left, and 5.01 are held for another. */
    private static final StatementPage PAGE = new StatementPage(
            "0010001000000011",
            "bank-a",
            DAY,
            DAY,
            NOON,
            10_000,
            8_749,
            501,
            true,
            false,
            List.of(
                    line(7, Purpose.CLEARING_OUT, -1_250, 1, -1_251, 10_000 - 1_251, 0),
                    line(8, Purpose.HOLD, 0, 0, 501, 8_248, 501)),
            "8");

    @Test
    void whatIsOnlyHeldIsNoBookedEntryAndNotAvailable() {
        AccountStatement message = StatementXml.message(PAGE);
        assertThat(message.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.reference()).isEqualTo("7");
            assertThat(entry.amount()).isEqualTo(new SignedAmount(-1_251));
            assertThat(entry.charges())
                    .hasValueSatisfying(gas -> assertThat(gas.fen()).isEqualTo(1));
            assertThat(entry.transaction()).isEqualTo(PAYMENT);
        });
        assertThat(message.closing().amount()).isEqualTo(new SignedAmount(8_749));
        assertThat(message.available()).contains(new SignedAmount(8_248));
    }

    @Test
    void aPageThatDoesNotEndThePeriodClosesWithAnInterimBalance() {
        AccountStatement message = StatementXml.message(PAGE);
        assertThat(message.opening().interim()).isFalse();
        assertThat(message.closing().interim()).isTrue();
    }

    @Test
    void csvHasEveryEntry() {
        assertThat(StatementCsv.text(PAGE)).isEqualTo("""
                seq,time,purpose,counterparty,amountFen,gasFeeFen,heldChangeFen,balanceAfterFen,heldAfterFen,\
                ownedAfterFen,paymentId,exchangeId,cycleId
                ,,OPENING,,,,,,,10000,,,
                7,2026-11-25T04:00:00Z,CLEARING_OUT,0020001000000029,-1250,1,-1251,8749,0,8749,\
                3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91,,12
                8,2026-11-25T04:00:00Z,HOLD,0020001000000029,0,0,501,8248,501,8749,\
                3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91,,12
                ,,CLOSING,,,,,,,8749,,,
                """.replace("\n", "\r\n"));
    }

    private static StatementLine line(
            long seq, Purpose purpose, long amountFen, long gasFen, long heldFen, long afterFen, long heldAfterFen) {
        return new StatementLine(
                seq,
                NOON,
                purpose,
                "0020001000000029",
                amountFen,
                gasFen,
                heldFen,
                afterFen,
                heldAfterFen,
                PAYMENT,
                null,
                12);
    }
}
