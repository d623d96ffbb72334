package org.dcep.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;

class BundleTest {
    private static final OperatorId A = OperatorId.of("a");
    private static final OperatorId B = OperatorId.of("b");
    private static final Instant EIGHT = Instant.parse("2026-11-02T08:00:00Z");

    /** One obligation of its own. */
    static Bundle of(OperatorId payer, OperatorId payee, long fen, Instant at) {
        SortedMap<OperatorId, Bundle.Part> parts = new TreeMap<>();
        parts.put(payer, new Bundle.Part(new Volume(1, fen), fenMillis(fen, at), Volume.NONE));
        parts.put(payee, new Bundle.Part(Volume.NONE, BigInteger.ZERO, new Volume(1, fen)));
        return new Bundle(parts);
    }

    private static BigInteger fenMillis(long fen, Instant at) {
        return BigInteger.valueOf(fen).multiply(BigInteger.valueOf(at.toEpochMilli()));
    }

    @Test
    void addsUpWhatEachPaysAndReceives() {
        Bundle both = of(A, B, 300, EIGHT).plus(of(B, A, 100, EIGHT)).plus(of(A, B, 1, EIGHT));
        assertThat(both.volume()).isEqualTo(new Volume(3, 401));
        assertThat(both.parts().get(A).paid()).isEqualTo(new Volume(2, 301));
        assertThat(both.parts().get(A).received()).isEqualTo(new Volume(1, 100));
        assertThat(both.netFen()).isEqualTo(Map.of(A, -201L, B, 201L));
    }

    @Test
    void isSubmittedAtTheMeanMomentWeightedByValue() {
        Bundle both = of(A, B, 300, EIGHT).plus(of(B, A, 100, EIGHT.plusMillis(40)));
        assertThat(both.submittedAt()).isEqualTo(EIGHT.plusMillis(10));
        assertThat(both.plus(of(A, B, 1, EIGHT)).submittedAt()).isEqualTo(EIGHT.plusMillis(9));
    }

    @Test
    void holdsTheLargestAmountsThatThereAre() {
        Bundle one = of(A, B, Money.MAX_FEN, EIGHT);
        assertThat(one.plus(one).volume()).isEqualTo(new Volume(2, 2 * Money.MAX_FEN));
        assertThat(one.plus(one).submittedAt()).isEqualTo(EIGHT);
    }

    @Test
    void refusesSumsThatDoNotAddUp() {
        Bundle.Part pays = new Bundle.Part(new Volume(1, 5), BigInteger.TEN, Volume.NONE);
        Bundle.Part receivesLess = new Bundle.Part(Volume.NONE, BigInteger.ZERO, new Volume(1, 4));
        Bundle.Part receivesMore = new Bundle.Part(Volume.NONE, BigInteger.ZERO, new Volume(2, 5));
        for (Bundle.Part other : new Bundle.Part[] {receivesLess, receivesMore}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Bundle(new TreeMap<>(Map.of(A, pays, B, other))));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Bundle(new TreeMap<>()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bundle.Part(new Volume(1, -5), BigInteger.ZERO, Volume.NONE));
    }
}
