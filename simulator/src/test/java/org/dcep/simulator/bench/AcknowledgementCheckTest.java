package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.simulator.bench.AcknowledgementCheck.Fate;
import org.dcep.simulator.bench.AcknowledgementCheck.Finding;
import org.dcep.simulator.bench.load.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgementCheckTest {
    @TempDir
    private Path directory;

    private final Map<UUID, Outcome> told = new HashMap<>();
    private final Map<UUID, Fate> known = new HashMap<>();

    @Test
    void everythingAsPayersWereToldIsSound() throws Exception {
        payment(Outcome.ACCEPTED, Fate.MADE);
        payment(Outcome.PENDING, Fate.MADE);
        payment(Outcome.PENDING, Fate.RETURNED);
        payment(Outcome.REPEATED, Fate.MADE);
        payment(Outcome.REFUSED, Fate.REFUSED);
        payment(Outcome.REFUSED, null);
        payment(Outcome.OVERLOADED, null);
        payment(Outcome.UNKNOWN, Fate.MADE);
        payment(Outcome.UNKNOWN, null);

        assertThat(check(1)).isEqualTo(new Finding(9, 9, 4, 0, 0, 2, 1));
        assertThat(check(1).isSound()).isTrue();
    }

    @Test
    void everyOtherCombinationIsFound() throws Exception {
        Map<Outcome, Integer> flaws = new EnumMap<>(Outcome.class);
        flaws.put(Outcome.ACCEPTED, flawsOf(Outcome.ACCEPTED, null, Fate.PENDING, Fate.REFUSED, Fate.RETURNED));
        flaws.put(Outcome.PENDING, flawsOf(Outcome.PENDING, null, Fate.REFUSED));
        flaws.put(Outcome.REFUSED, flawsOf(Outcome.REFUSED, Fate.MADE, Fate.PENDING));
        flaws.put(Outcome.OVERLOADED, flawsOf(Outcome.OVERLOADED, Fate.MADE, Fate.REFUSED, Fate.PENDING));

        Finding finding = check(1);

        assertThat(finding.isSound()).isFalse();
        assertThat(finding.missing()).isEqualTo(2);
        assertThat(finding.missing() + finding.contradicted())
                .isEqualTo(flaws.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void aSampleLooksUpEverySoManyPayments() throws Exception {
        for (int i = 0; i < 100; i++) {
            payment(Outcome.ACCEPTED, Fate.MADE);
        }

        assertThat(check(10)).isEqualTo(new Finding(100, 10, 10, 0, 0, 0, 0));
    }

    @Test
    void noFileMeansNothingWasSent() throws Exception {
        AcknowledgementCheck check = new AcknowledgementCheck(directory.resolve("none"), Outcome::ofByte);

        assertThat(check.check(1, ids -> known)).isEqualTo(new Finding(0, 0, 0, 0, 0, 0, 0));
    }

    private int flawsOf(Outcome outcome, Fate... fates) {
        for (Fate fate : fates) {
            payment(outcome, fate);
        }
        return fates.length;
    }

    private void payment(Outcome outcome, Fate fate) {
        UUID id = new UUID(1, told.size());
        told.put(id, outcome);
        Optional.ofNullable(fate).ifPresent(present -> known.put(id, present));
    }

    private Finding check(long step) throws Exception {
        return new AcknowledgementCheck(file(), Outcome::ofByte).check(step, ids -> {
            Map<UUID, Fate> fates = new HashMap<>(known);
            fates.keySet().retainAll(ids);
            return fates;
        });
    }

    private Path file() throws IOException {
        Path file = directory.resolve("acknowledgements");
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<UUID, Outcome> payment : told.entrySet()) {
                out.writeLong(payment.getKey().getMostSignificantBits());
                out.writeLong(payment.getKey().getLeastSignificantBits());
                out.writeByte(payment.getValue().ordinal() + 1);
            }
        }
        return file;
    }
}
