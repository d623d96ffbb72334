package org.dcep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletIdTest {
    @Property
    void keepsItsPartsAndReadsBackWhatItPrints(
            @ForAll @IntRange(min = 1, max = WalletId.MAX_OPERATOR) int operator,
            @ForAll @IntRange(max = WalletId.SLOTS - 1) int slot,
            @ForAll @IntRange(max = WalletId.MAX_SERIAL) int serial) {
        WalletId id = WalletId.of(operator, slot, serial);
        assertThat(id.operatorNumber()).isEqualTo(operator);
        assertThat(id.slot()).isEqualTo(slot);
        assertThat(id.toString()).hasSize(WalletId.DIGITS);
        assertThat(WalletId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void aSingleWrongDigitIsFound(
            @ForAll @IntRange(min = 1, max = WalletId.MAX_OPERATOR) int operator,
            @ForAll @IntRange(max = WalletId.MAX_SERIAL) int serial,
            @ForAll @IntRange(max = WalletId.DIGITS - 1) int position,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        StringBuilder digits =
                new StringBuilder(WalletId.of(operator, 7, serial).toString());
        digits.setCharAt(position, (char) ('0' + (digits.charAt(position) - '0' + change) % 10));
        assertThat(WalletId.isValid(Long.parseLong(digits.toString()))).isFalse();
    }

    @Test
    void numbersThatHaveBeenGivenOutStayValid() {
        assertThat(WalletId.of(1, 0, 0)).hasToString("0010000000000002");
        assertThat(WalletId.of(999, 1023, 99_999_999)).hasToString("9991023999999990");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1", "001000000000000", "00100000000000044", "001000000000000x", "００１００００００００００００４"})
    void refusesEverythingThatIsNotSixteenDigits(String text) {
        assertThat(WalletId.hasShape(text)).isFalse();
        assertThatThrownBy(() -> WalletId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOperatorZeroAndSlotsThatDoNotExist() {
        assertThat(WalletId.isValid(0)).isFalse();
        assertThatThrownBy(() -> WalletId.of(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WalletId.of(1, WalletId.SLOTS, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
