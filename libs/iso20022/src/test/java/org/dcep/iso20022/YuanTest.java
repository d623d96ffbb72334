package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YuanTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "1, 0.01",
        "10, 0.10",
        "99, 0.99",
        "100, 1.00",
        "1250, 12.50",
        "9007199254740991, 90071992547409.91",
        "999999999999999999, 9999999999999999.99"
    })
    void isWrittenWithTwoDecimals(long fen, String yuan) {
        assertThat(Yuan.of(fen)).isEqualTo(yuan);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 1200", "12.5, 1250", "12.50, 1250", "007.05, 705"})
    void isReadWithUpToTwoDecimals(String yuan, long fen) {
        assertThat(Yuan.fen(yuan)).hasValue(fen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1.", ".5", "1.005", "1e3", "1,00", "1 000", "NaN", "12345678901234567", "1.0\n"
            })
    void isNothingElse(String text) {
        assertThat(Yuan.fen(text)).isEmpty();
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0, max = Yuan.MAX_FEN) long fen) {
        assertThat(Yuan.fen(Yuan.of(fen))).hasValue(fen);
    }
}
