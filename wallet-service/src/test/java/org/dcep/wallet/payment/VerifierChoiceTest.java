package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.dcep.crypto.SignatureProvider;
import org.dcep.crypto.Verifier;
import org.junit.jupiter.api.Test;

class VerifierChoiceTest {
    private final SmallRyeConfig config = new SmallRyeConfigBuilder().build();

    @Test
    void isWrittenAsInTheConfiguration() {
        assertThat(config.convert("auto", VerifierChoice.class)).isEqualTo(VerifierChoice.AUTO);
        assertThat(config.convert("bouncy-castle", VerifierChoice.class)).isEqualTo(VerifierChoice.BOUNCY_CASTLE);
        assertThatIllegalArgumentException().isThrownBy(() -> config.convert("fastest", VerifierChoice.class));
    }

    @Test
    void choosesTheFastestOrBouncyCastleAlone() {
        assertThat(VerifierChoice.AUTO.verifier()).isSameAs(Verifier.fastest());
        assertThat(VerifierChoice.BOUNCY_CASTLE.verifier().provider()).isEqualTo(SignatureProvider.BOUNCY_CASTLE);
    }

    @Test
    void metricsSayWhoVerifies() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new PaymentMetrics(registry).watchVerifier(VerifierChoice.BOUNCY_CASTLE.verifier());
        assertThat(registry.get("dcep.payment.verifier").gauges())
                .hasSize(SignatureProvider.values().length)
                .allSatisfy(gauge -> assertThat(gauge.value())
                        .isEqualTo(tag(gauge, "provider").equals("BOUNCY_CASTLE") ? 1 : 0));
        assertThat(registry.get("dcep.payment.verifier.fallbacks").functionCounters())
                .extracting(counter -> tag(counter, "reason"))
                .containsExactlyInAnyOrder("FAILED", "OVERRULED");
    }

    private static String tag(Meter meter, String key) {
        return meter.getId().getTag(key);
    }
}
