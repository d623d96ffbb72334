package org.dcep.issuer.mint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CoinSerialTest {
    private static final UUID CAUSE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void isAUuidOfVersion8() {
        UUID serial = CoinSerial.of("sandbox", "ISSUANCE", CAUSE, "bank-a", 1);
        assertThat(serial.version()).isEqualTo(8);
        assertThat(serial.variant()).isEqualTo(2);
    }

    @Test
    void isTheSameInEveryRun() {
        assertThat(CoinSerial.of("sandbox", "ISSUANCE", CAUSE, "bank-a", 1))
                .isEqualTo(UUID.fromString("16ae84d7-a798-8237-b255-4a0970c46174"));
    }

    @Test
    void changesWithEveryPartOfItsName() {
        Set<UUID> serials = new HashSet<>(List.of(
                CoinSerial.of("sandbox", "ISSUANCE", CAUSE, "bank-a", 1),
                CoinSerial.of("other", "ISSUANCE", CAUSE, "bank-a", 1),
                CoinSerial.of("sandbox", "PAYMENTS", CAUSE, "bank-a", 1),
                CoinSerial.of("sandbox", "ISSUANCE", new UUID(0, 0), "bank-a", 1),
                CoinSerial.of("sandbox", "ISSUANCE", CAUSE, "bank-b", 1),
                CoinSerial.of("sandbox", "ISSUANCE", CAUSE, "bank-a", 2)));
        assertThat(serials).hasSize(6);
    }
}
