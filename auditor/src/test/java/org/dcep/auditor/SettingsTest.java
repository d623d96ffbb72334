package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Map<String, String> least() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DCEP_CENTRAL_BANK_KEY", text(TestMint.CENTRAL_BANK));
        environment.put("DCEP_NOTARY_KEY", text(TestNotary.KEY));
        environment.put("DCEP_TOKEN_PUBLIC_KEY", "public.pem");
        return environment;
    }

    private static String text(SigningKey key) {
        return Base64Url.encode(key.verifyingKey().raw());
    }

    @Test
    void keysOfTheNotaryStandInTheOrderOfTheirUse() {
        Map<String, String> environment = least();
        environment.put("DCEP_NOTARY_KEY", text(TestMint.CENTRAL_BANK) + ", " + text(TestNotary.KEY));
        assertThat(Settings.of(environment).notary())
                .extracting(VerifyingKey::keyId)
                .containsExactly(
                        TestMint.CENTRAL_BANK.verifyingKey().keyId(),
                        TestNotary.KEY.verifyingKey().keyId());
    }

    @Test
    void nobodyIsTrustedByDefault() {
        for (String name : List.of("DCEP_CENTRAL_BANK_KEY", "DCEP_NOTARY_KEY", "DCEP_TOKEN_PUBLIC_KEY")) {
            Map<String, String> environment = least();
            environment.remove(name);
            assertThatThrownBy(() -> Settings.of(environment)).hasMessage(name + " is missing");
        }
    }

    @Test
    void whatIsNotSaidHasADefault() {
        Settings settings = Settings.of(least());
        assertThat(settings.network()).isEqualTo("sandbox");
        assertThat(settings.store().url()).isEqualTo("jdbc:postgresql://localhost:5432/auditor");
        assertThat(settings.book().orElseThrow().url()).isEqualTo("jdbc:postgresql://localhost:5432/wallet");
        assertThat(settings.intervals().sweepEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.logsExpire()).isFalse();
        assertThat(settings.server().port()).isEqualTo(8084);
    }

    @Test
    void theBookMayLieElsewhereOrNowhere() {
        Map<String, String> environment = least();
        environment.put("DCEP_BOOK_DB_HOST", "standby");
        environment.put("DCEP_BOOK_DB_PORT", "6432");
        assertThat(Settings.of(environment).book().orElseThrow().url())
                .isEqualTo("jdbc:postgresql://standby:6432/wallet");
        environment.put("DCEP_AUDIT_ROWS", "false");
        assertThat(Settings.of(environment).rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DCEP_HTTP_PORT, 70000",
        "DCEP_HTTP_PORT, -1",
        "DCEP_DB_PORT, x",
        "DCEP_AUDIT_ROWS, yes",
        "DCEP_AUDIT_ROWS_SECONDS, 0",
        "DCEP_AUDIT_STORE_SECONDS, 601",
        "DCEP_CENTRAL_BANK_KEY, AAAA",
        "DCEP_NOTARY_KEY, AAAA",
        "DCEP_NOTARY_KEY, ','",
        "DCEP_TOKEN_PUBLIC_KEY, ''"
    })
    void whatIsWrongIsNamed(String name, String value) {
        Map<String, String> environment = least();
        environment.put(name, value);
        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
