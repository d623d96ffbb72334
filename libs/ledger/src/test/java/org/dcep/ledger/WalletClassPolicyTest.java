package org.dcep.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dcep.kernel.WalletClass;
import org.junit.jupiter.api.Test;

class WalletClassPolicyTest {
    @Test
    void presetsGiveTheDocumentedLimits() {
        assertThat(WalletClassPolicy.presetA().of(WalletClass.IV))
                .isEqualTo(new Limits(1_000_000, 200_000, 500_000, 5_000_000));
        assertThat(WalletClassPolicy.presetA().of(WalletClass.I)).isEqualTo(Limits.UNLIMITED);
        assertThat(WalletClassPolicy.presetB().of(WalletClass.III))
                .isEqualTo(new Limits(200_000, 200_000, 200_000, 5_000_000));
    }

    @Test
    void everyClassNeedsLimits() {
        assertThatThrownBy(() -> new WalletClassPolicy("X", Map.of(WalletClass.I, Limits.UNLIMITED)))
                .hasMessageContaining("missing");
    }

    @Test
    void aShorterSpanNeverAllowsMoreThanALongerOne() {
        assertThatThrownBy(() -> new Limits(100, 50, 40, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(100, 10, 40, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Limits(100, 10, Limits.NONE, Limits.NONE).dailyFen()).isEqualTo(Limits.NONE);
        assertThat(new Limits(100, 10, Limits.NONE, 30).annualFen()).isEqualTo(30);
    }
}
