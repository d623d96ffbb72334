package org.dcep.auditor.gas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.dcep.ledger.GasCharge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeRulesTest {
    @ParameterizedTest
    @CsvSource({
        "0,       0, 0, 0",
        "945000,  0, 0, 1",
        "1000000, 0, 1, 1",
        "1000001, 0, 1, 2",
        "405000,  0, 0, 1",
        "945000,  1, 0, 2",
        "5000000, 2, 3, 7"
    })
    void aFeeIsLessThanAFenFromItsPrice(long dueMicroFen, int loose, long leastFen, long mostFen) {
        assertThat(FeeRules.bounds(dueMicroFen, loose)).isEqualTo(new FeeRules.Bounds(leastFen, mostFen));
    }

    @ParameterizedTest
    @CsvSource({
        "0,        0, true",
        "999999,   0, true",
        "1000000,  0, false",
        "-1,       0, false",
        "-1,       1, true",
        "1999999,  1, true",
        "2000000,  1, false",
        "-1000001, 1, false"
    })
    void aRestStaysBelowAFen(long microFen, int loose, boolean fits) {
        assertThat(FeeRules.isRest(microFen, loose)).isEqualTo(fits);
    }

    @Test
    void theRightFeeIsNamed() {
        assertThat(FeeRules.rightFee(2, 1_055_000)).isEqualTo(1);
        assertThat(FeeRules.rightFee(0, -945_000)).isEqualTo(1);
    }

    /** What the ledger charges obeys the laws that are asked of it here, in every order of arrival. */
    @Property
    void whatTheLedgerChargesFits(@ForAll @Size(max = 50) List<@LongRange(min = 0, max = 5_000_000) Long> prices) {
        long rest = 0;
        long sum = 0;
        for (long due : prices) {
            GasCharge charge = GasCharge.of(1, due, rest);
            rest = charge.restMicroFen();
            sum += FeeRules.aboveDue(charge.fee().fen(), due);
            assertThat(FeeRules.bounds(due, 0).contains(charge.fee().fen())).isTrue();
        }
        assertThat(FeeRules.isRest(sum, 0)).isTrue();
        assertThat(sum).isEqualTo(rest);
    }

    /** A single fen more or less, anywhere, takes the rest out of its bounds for ever. */
    @Property
    void aFenTooManyNeverFits(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 5_000_000) Long> prices,
            @ForAll boolean more) {
        long rest = 0;
        for (long due : prices) {
            rest = GasCharge.of(1, due, rest).restMicroFen();
        }
        assertThat(FeeRules.isRest(rest + (more ? 1_000_000 : -1_000_000), 0)).isFalse();
    }
}
