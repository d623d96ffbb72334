package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaymentIdsTest {
    private static final int COUNT = 100_000;

    @Test
    void idsAreRandomLikeUuidsAndNeverTheSame() {
        PaymentIds ids = new PaymentIds(7, 0);
        Set<UUID> seen = new HashSet<>();
        int descents = 0;
        for (int i = 0; i < COUNT; i++) {
            UUID id = ids.of(i);
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
            descents += i > 0 && id.compareTo(ids.of(i - 1)) < 0 ? 1 : 0;
        }
        assertThat(descents).as("neighbours that descend").isBetween(COUNT * 49 / 100, COUNT * 51 / 100);
    }

    @Test
    void idsByTimeAscendMilliByMilliAndAreNeverTheSame() {
        long since = 1_764_000_000_000L;
        PaymentIds ids = new PaymentIds(7, since);
        Set<UUID> seen = new HashSet<>();
        long millis = since;
        for (int i = 0; i < COUNT; i++) {
            UUID id = ids.of(i);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
            long at = id.getMostSignificantBits() >>> 16;
            assertThat(at).isBetween(millis, millis + 1);
            millis = at;
        }
        assertThat(millis).isEqualTo(since + (COUNT - 1) / 8);
    }

    @Test
    void anotherRunHasOtherIds() {
        assertThat(new PaymentIds(7, 0).of(0))
                .isEqualTo(new PaymentIds(7, 0).of(0))
                .isNotEqualTo(new PaymentIds(8, 0).of(0));
        assertThat(new PaymentIds(7, 1).of(0)).isNotEqualTo(new PaymentIds(8, 1).of(0));
    }
}
