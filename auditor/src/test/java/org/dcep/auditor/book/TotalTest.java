package org.dcep.auditor.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

class TotalTest {
    private final JsonMapper json = new JsonMapper();

    /** Large amounts often, so that sums leave a {@code long} in both directions. */
    @Provide
    Arbitrary<List<Long>> amounts() {
        return Arbitraries.oneOf(
                        Arbitraries.longs(),
                        Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L, -1L, Money.MAX_FEN, -Money.MAX_FEN))
                .list()
                .ofMaxSize(200);
    }

    @Property
    void isTheSumAndComesBackFromItsText(@ForAll("amounts") List<Long> amounts) throws JsonProcessingException {
        Total total = new Total();
        BigInteger expected = BigInteger.ZERO;
        for (long fen : amounts) {
            total.add(fen);
            expected = expected.add(BigInteger.valueOf(fen));
        }
        assertThat(total.fen()).isEqualTo(expected);
        Total again = json.readValue(json.writeValueAsString(total), Total.class);
        again.add(1);
        assertThat(again.fen()).isEqualTo(expected.add(BigInteger.ONE));
    }

    @Test
    void isWrittenAsTheNumberThatItIs() throws JsonProcessingException {
        Total total = new Total();
        total.add(Long.MAX_VALUE);
        total.add(Long.MAX_VALUE);
        assertThat(json.writeValueAsString(total)).isEqualTo("18446744073709551614");
        assertThat(json.readValue("-42", Total.class).fen()).isEqualTo(-42);
    }
}
