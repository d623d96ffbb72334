package org.dcep.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    @Property
    void bytesSurviveTheWayThereAndBack(@ForAll byte[] bytes) {
        assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
        assertThat(Base64Url.encode(bytes)).doesNotContain("=", "+", "/", "\n");
    }

    @Property
    void aTextThatDecodesIsTheOnlyTextForItsBytes(
            @ForAll
                    @StringLength(max = 8)
                    @CharRange(from = 'A', to = 'D')
                    @CharRange(from = 'w', to = 'z')
                    @Chars({'-', '_', '='})
                    String text) {
        try {
            assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQ==", "QQ=", "Q", "QR", "QUJ", "+/+/", "QUJD\n", " QUJD", "QU JD", "QUJDé"})
    void refusesEveryOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
    }
}
