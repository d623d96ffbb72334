package org.dcep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Money.MAX_FEN + 1, Long.MAX_VALUE})
    void isNeverOutsideItsRange(long outside) {
        assertThatThrownBy(() -> fen(outside)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsAndSubtractsExactlyOrNotAtAll() {
        assertThat(fen(1).plus(fen(2))).isEqualTo(fen(3));
        assertThat(fen(3).minus(fen(3))).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> fen(Money.MAX_FEN).plus(fen(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fen(1).minus(fen(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0.00 yuan", "5,0.05 yuan", "100,1.00 yuan", "123456,1234.56 yuan"})
    void readsAsYuan(long fen, String text) {
        assertThat(fen(fen)).hasToString(text);
    }
}
