package org.dcep.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.kernel.Money.fen;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GasChargeTest {
    @Test
    void roundsUpToAWholeFenAndKeepsTheRest() {
        GasCharge charge = GasCharge.of(21_000, 945_000, 0);
        assertThat(charge.fee()).isEqualTo(fen(1));
        assertThat(charge.restMicroFen()).isEqualTo(55_000);
    }

    @Test
    void chargesNothingWhenTheRestCoversThePrice() {
        GasCharge charge = GasCharge.of(21_000, 945_000, 990_000);
        assertThat(charge.fee()).isEqualTo(fen(0));
        assertThat(charge.restMicroFen()).isEqualTo(45_000);
    }

    @Test
    void collectsWhatAReturnLeftOpen() {
        long rest = GasCharge.restAfterReturn(0, fen(1), 500_000);
        assertThat(rest).isEqualTo(-500_000);
        assertThat(GasCharge.of(1, 500_000, rest).fee()).isEqualTo(fen(1));
    }

    @Property
    void feesAndRestAddUpToThePriceExactly(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 50_000_000) Long> dues) {
        long rest = 0;
        long fees = 0;
        long due = 0;
        for (long price : dues) {
            GasCharge charge = GasCharge.of(1, price, rest);
            rest = charge.restMicroFen();
            fees += charge.fee().fen();
            due += price;
            assertThat(rest).isBetween(0L, PriceRule.MICRO_FEN_PER_FEN - 1);
        }
        assertThat(fees * PriceRule.MICRO_FEN_PER_FEN - due).isEqualTo(rest);
    }

    @Property
    void aReturnedChargeLeavesNoTraceInTheSums(
            @ForAll @LongRange(min = 0, max = 9_000_000) long returnedDue,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 0, max = 9_000_000) Long> laterDues) {
        GasCharge returned = GasCharge.of(1, returnedDue, 0);
        long rest = returned.restMicroFen();
        long fees = 0;
        long due = 0;
        for (long price : laterDues) {
            GasCharge charge = GasCharge.of(1, price, rest);
            rest = charge.restMicroFen();
            fees += charge.fee().fen();
            due += price;
        }
        rest = GasCharge.restAfterReturn(rest, returned.fee(), returned.dueMicroFen());
        assertThat(fees * PriceRule.MICRO_FEN_PER_FEN - due).isEqualTo(rest);
    }
}
