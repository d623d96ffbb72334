package org.dcep.issuer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapClientsTest {
    @Test
    void refusesToStartWithoutASecret() {
        assertThatThrownBy(() -> BootstrapClients.requireStrong("dcep.auditor.client-secret", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dcep.auditor.client-secret");
    }

    @Test
    void refusesToStartWithAShortSecretAndDoesNotRepeatIt() {
        assertThatThrownBy(() ->
                        BootstrapClients.requireStrong("dcep.auditor.client-secret", Optional.of("hunter2-hunter2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void acceptsAGeneratedSecret() {
        ClientSecret secret = ClientSecret.generate(new SecureRandom());
        assertThatCode(() -> BootstrapClients.requireStrong("any", Optional.of(secret.reveal())))
                .doesNotThrowAnyException();
        assertThat(secret.reveal()).hasSize(43);
        assertThat(secret).doesNotHaveToString(secret.reveal());
    }

    @Test
    void matchesOnlyItsOwnDigest() {
        ClientSecret secret = new ClientSecret("one");
        assertThat(secret.matches(new ClientSecret("one").sha256())).isTrue();
        assertThat(secret.matches(new ClientSecret("two").sha256())).isFalse();
        assertThat(secret.matches(new byte[0])).isFalse();
    }
}
