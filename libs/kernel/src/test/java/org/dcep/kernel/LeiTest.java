package org.dcep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LeiTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Provide
    Arbitrary<String> firsts() {
        return Arbitraries.strings().withChars(ALPHABET).ofLength(Lei.LENGTH - 2);
    }

    /** Published identifiers of firms. */
    @ParameterizedTest
    @ValueSource(strings = {"5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"})
    void acceptsIdentifiersThatHaveBeenGivenOut(String text) {
        assertThat(new Lei(text)).hasToString(text);
        assertThat(Lei.completing(text.substring(0, 18))).isEqualTo(new Lei(text));
    }

    @Property
    void everyBeginningHasItsCheckDigits(@ForAll("firsts") String first) {
        assertThat(Lei.completing(first).value()).startsWith(first).hasSize(Lei.LENGTH);
    }

    @Property
    void aLetterMistakenForALetterAndADigitForADigitAreFound(
            @ForAll("firsts") String first,
            @ForAll @IntRange(max = Lei.LENGTH - 1) int position,
            @ForAll @IntRange(max = 35) int other) {
        StringBuilder text = new StringBuilder(Lei.completing(first).value());
        char right = text.charAt(position);
        char wrong = ALPHABET.charAt(other);
        Assume.that(right != wrong && Character.isDigit(right) == Character.isDigit(wrong));
        text.setCharAt(position, wrong);
        assertThat(Lei.isValid(text.toString())).isFalse();
    }

    @Property
    void aSwapOfTwoOfAKindIsFound(
            @ForAll("firsts") String first, @ForAll @IntRange(max = Lei.LENGTH - 2) int position) {
        StringBuilder text = new StringBuilder(Lei.completing(first).value());
        char left = text.charAt(position);
        char right = text.charAt(position + 1);
        Assume.that(left != right && Character.isDigit(left) == Character.isDigit(right));
        text.setCharAt(position, right);
        text.setCharAt(position + 1, left);
        assertThat(Lei.isValid(text.toString())).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "5493001KJTIIGC8Y1R13",
                "5493001kjtiigc8y1r12",
                "5493001KJTIIGC8Y1R1",
                "5493001KJTIIGC8Y1R123",
                " 5493001KJTIIGC8Y1R12",
                "５493001KJTIIGC8Y1R12"
            })
    void refusesEverythingElse(String text) {
        assertThat(Lei.isValid(text)).isFalse();
        assertThatThrownBy(() -> new Lei(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
