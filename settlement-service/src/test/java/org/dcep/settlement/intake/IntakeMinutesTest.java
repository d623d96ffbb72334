package org.dcep.settlement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcep.clearing.Bundle;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.Money;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read back of the minutes of the first cycle: three payments, two of them within two minutes. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class IntakeMinutesTest {
    private static final Instant EIGHT = Instant.parse("2026-11-02T08:00:00Z");

    @Inject
    IntakeMinutes minutes;

    @BeforeEach
    void pay() {
        forget();
        pay("abc", "boc", 0, 300, 1_000);
        pay("boc", "abc", 1, 100, 21_000);
        pay("abc", "boc", 2, Money.MAX_FEN, 59_999);
    }

    @AfterEach
    void forget() {
        DcepStack.database().execute("DELETE FROM intake_minute");
    }

    private static void pay(String payer, String payee, int minute, long fen, int millis) {
        String insert =
                "INSERT INTO intake_minute SELECT 1, timestamptz '2026-11-02 08:00:00Z' + ? * interval '1 minute',"
                        + " ?, ?, ?, ?::numeric * ?, ?, ?";
        DcepStack.database().execute(insert, minute, payer, 1, fen, fen, millis, 0, 0);
        DcepStack.database().execute(insert, minute, payee, 0, 0, 0, 0, 1, fen);
    }

    private List<Bundle> taken(Duration span) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> minutes.of(List.of(1L, 999L), span)).stream()
                .map(IntakeMinutes.Taken::bundle)
                .toList();
    }

    @Test
    void eachMinuteIsABundleOfItsOwn() throws Throwable {
        assertThat(taken(Duration.ofHours(1)))
                .extracting(Bundle::submittedAt)
                .containsExactly(EIGHT.plusSeconds(1), EIGHT.plusSeconds(81), EIGHT.plusMillis(179_999));
    }

    @Test
    void ofALongSpanSeveralMinutesAreOneBundle() throws Throwable {
        List<Bundle> bundles = taken(Duration.ofDays(3));
        assertThat(bundles)
                .extracting(Bundle::volume)
                .containsExactly(new Volume(2, 400), new Volume(1, Money.MAX_FEN));
        assertThat(bundles)
                .extracting(Bundle::submittedAt)
                .containsExactly(EIGHT.plusSeconds(21), EIGHT.plusMillis(179_999));
        assertThat(taken(Duration.ofDays(30)))
                .singleElement()
                .extracting(Bundle::volume)
                .isEqualTo(new Volume(3, 400 + Money.MAX_FEN));
    }
}
