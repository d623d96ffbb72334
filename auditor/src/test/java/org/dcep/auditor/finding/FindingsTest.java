package org.dcep.auditor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");

    private static Discrepancy deleted(int row) {
        return new Discrepancy.RowDeleted(Scene.ofBook("icbc").wallet(7), "entry", Integer.toString(row));
    }

    @Test
    void aDiscrepancyIsToldOnce() {
        Findings findings = new Findings();
        assertThat(findings.add(deleted(1), AT)).isTrue();
        assertThat(findings.add(deleted(1), AT.plusSeconds(9))).isFalse();
        assertThat(findings.count(Law.STATEMENTS_ARE_WHOLE)).isEqualTo(1);
        assertThat(findings.all()).singleElement().satisfies(found -> {
            assertThat(found.account()).contains("0000000000000007");
            assertThat(found.law()).isEqualTo("statements-are-whole");
            assertThat(found.foundAt()).isEqualTo(AT);
        });
    }

    @Test
    void ofVeryManyTheFirstAreKeptAndAllAreCountedOnce() {
        Findings findings = new Findings();
        for (int turn = 0; turn < 2; turn++) {
            for (int row = 0; row < Findings.MOST_KEPT + 10; row++) {
                findings.add(deleted(row), AT);
            }
        }
        assertThat(findings.all()).hasSize(Findings.MOST_KEPT);
        assertThat(findings.count(Law.STATEMENTS_ARE_WHOLE)).isEqualTo(Findings.MOST_KEPT + 10);
    }

    @Test
    void aBalanceThatStaysWrongIsOneDiscrepancyWhateverIsPaidMeanwhile() {
        Scene scene = Scene.ofBook("icbc").wallet(7);
        Discrepancy first = new Discrepancy.BalanceDiffers(scene.cause("some"), "availableFen", 5, 6);
        Discrepancy later = new Discrepancy.BalanceDiffers(scene.cause("more"), "availableFen", 8, 9);
        assertThat(first.key()).isEqualTo(later.key());
    }

    @Test
    void whatIsStoredIsNotStoredAgain() {
        Findings findings = new Findings();
        findings.add(deleted(1), AT);
        assertThat(findings.unstored()).hasSize(1);
        findings.stored();
        assertThat(findings.unstored()).isEmpty();
        Findings again = new Findings();
        again.resume(findings.all());
        assertThat(again.add(deleted(1), AT)).isFalse();
        assertThat(again.count(Law.STATEMENTS_ARE_WHOLE)).isEqualTo(1);
    }
}
