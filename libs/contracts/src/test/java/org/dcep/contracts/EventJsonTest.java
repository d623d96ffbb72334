package org.dcep.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final PolicyPublished FIRST = event("line one\nline two");
    private static final PolicyPublished SECOND = event("other");

    @Test
    void anEventIsOneLine() {
        assertThat(EventJson.write(FIRST)).doesNotContain("\n");
    }

    @Test
    void linesAreReadInTheirOrder() throws IOException {
        assertThat(EventJson.readAll(Topic.POLICY_PUBLISHED, bytes(EventJson.write(FIRST))))
                .containsExactly(FIRST);
        assertThat(EventJson.readAll(
                        Topic.POLICY_PUBLISHED, bytes(EventJson.write(FIRST) + "\n" + EventJson.write(SECOND))))
                .containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}", "[]", "{\"kind\":\"GAS\"}", "%s garbage", "%s null", "%s{", "[%s]"})
    void whatIsNotEventsThroughoutIsNotRead(String text) {
        byte[] lines = bytes(text.formatted(EventJson.write(FIRST)));
        assertThatThrownBy(() -> EventJson.readAll(Topic.POLICY_PUBLISHED, lines))
                .isInstanceOf(IOException.class);
    }

    private static PolicyPublished event(String document) {
        return new PolicyPublished("GAS", 1, Instant.EPOCH, document, "key", "signature");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
