package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcep.crypto.Base64Url;
import org.dcep.testkit.TestMint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Map<String, String> least() {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "DCEP_CENTRAL_BANK_KEY",
                Base64Url.encode(TestMint.CENTRAL_BANK.verifyingKey().raw()));
        environment.put("DCEP_TOKEN_PUBLIC_KEY", "public.pem");
        return environment;
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
