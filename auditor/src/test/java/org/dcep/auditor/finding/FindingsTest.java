package org.dcep.auditor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
    void ofEachKindTheFirstAreKeptWhateverCameBefore() {
        Findings findings = new Findings();
        for (int row = 0; row < Findings.MOST_KEPT + 10; row++) {
            findings.add(deleted(row), AT);
        }
        assertThat(findings.add(foreign(1), AT)).isTrue();
        Findings again = new Findings();
        again.resume(findings.all());
        for (int record = 2; record < Findings.KEPT_OF_EACH_KIND + 10; record++) {
            again.add(foreign(record), AT);
        }
        assertThat(again.all()).hasSize(Findings.MOST_KEPT + Findings.KEPT_OF_EACH_KIND);
        assertThat(again.count(Law.LOGS_ARE_WHOLE)).isEqualTo(Findings.KEPT_OF_EACH_KIND + 9);
    }

    private static Discrepancy foreign(int record) {
        return new Discrepancy.RecordForeign(Scene.NOWHERE.cause(record), "a record that is no event");
    }

    @Test
    void ofEachKindTheFirstAreShownInTheirOrder() {
        Findings findings = new Findings();
        for (int row = 0; row < 5; row++) {
            findings.add(deleted(row), AT);
        }
        findings.add(foreign(1), AT);
        findings.add(foreign(2), AT);
        List<Findings.Finding> all = findings.all();
        assertThat(Findings.firstOfEachKind(all, 3)).containsExactly(all.get(0), all.get(1), all.get(5));
        assertThat(Findings.firstOfEachKind(all, 0)).isEmpty();
        assertThat(Findings.firstOfEachKind(all, 7)).isEqualTo(all);
        assertThat(Findings.firstOfEachKind(all, 6))
                .isEqualTo(List.of(all.get(0), all.get(1), all.get(2), all.get(3), all.get(5), all.get(6)));
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
