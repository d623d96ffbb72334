package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;

class Sm3Test {
    /** GM/T 0004-2012, appendix A. */
    @Test
    void hashesTheExamplesOfTheStandard() {
        assertThat(Sm3.hex("abc".getBytes(US_ASCII)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex("abcd".repeat(16).getBytes(US_ASCII)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void hashesTheEmptyMessage() {
        assertThat(Sm3.hex(new byte[0])).isEqualTo("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    }

    @Property(tries = 200)
    void twoPartsHashAsTheirConcatenation(@ForAll byte[] head, @ForAll byte[] tail) {
        assertThat(Sm3.digest(head, tail)).isEqualTo(Sm3.digest(Arrays.concatenate(head, tail)));
    }
}
