package org.dcep.wallet.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dcep.wallet.statement.StatementPage.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementPageTest {
    /** It ends at 16:00 UTC. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    /** An entry that was stamped just before midnight may commit a little after it. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T15:59:59.999999Z, false",
        "2026-11-25T16:00:00Z, false",
        "2026-11-25T16:00:59.999999Z, false",
        "2026-11-25T16:01:00Z, true",
        "2026-11-26T16:00:00Z, true"
    })
    void aDayIsClosedAMinuteAfterItsEnd(Instant createdAt, boolean closes) {
        StatementPage page = page(createdAt, null);
        assertThat(page.closesPeriod()).isEqualTo(closes);
        assertThat(StatementXml.message(page).closing().interim()).isEqualTo(!closes);
    }

    @Test
    void aPageBeforeAnotherClosesNothing() {
        assertThat(page(Instant.parse("2026-12-25T00:00:00Z"), "8").closesPeriod())
                .isFalse();
    }

    private static StatementPage page(Instant createdAt, String next) {
        StatementPeriod period = new StatementPeriod(DAY, DAY);
        Statement statement = new Statement("0010001000000011", "bank-a", period, createdAt);
        return StatementPage.of(statement, null, List.of(), true, next);
    }
}
