package org.dcep.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestDatabase;

/** The law that every flow must leave intact, read straight from the tables. */
public final class Books {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Books() {}

    /** Checks every balance against the journal, every coin against the balances, and what REST says. */
    public static void balance() {
        TestDatabase database = DcepStack.database();
        assertThat(database.number("SELECT coalesce(sum(balance_fen), 0) FROM account"))
                .as("the book sums to zero")
                .isZero();
        assertThat(database.number("SELECT count(*) FROM account a WHERE balance_fen <>"
                        + " (SELECT coalesce(sum(amount_fen), 0) FROM posting WHERE credit = a.id)"
                        + " - (SELECT coalesce(sum(amount_fen), 0) FROM posting WHERE debit = a.id)"))
                .as("balances that differ from their postings")
                .isZero();
        assertThat(database.number("SELECT count(*) FROM holder h WHERE"
                        + " (SELECT balance_fen FROM account WHERE id = h.id || '/OUTSTANDING') <>"
                        + " (SELECT coalesce(sum(amount_fen), 0) FROM coin WHERE owner = h.id AND state = 'UNSPENT')"))
                .as("holders whose coins differ from what they have outstanding")
                .isZero();
        assertThat(database.number("SELECT count(*) FROM account o JOIN account l ON l.holder = o.holder"
                        + " WHERE o.kind = 'OUTSTANDING' AND l.kind = 'LOCKED' AND o.balance_fen <> l.balance_fen"))
                .as("holders whose currency is not backed one to one")
                .isZero();
        assertThat(database.number("SELECT (SELECT sum(balance_fen) FROM account WHERE kind = 'SETTLEMENT')"
                        + " - (SELECT coalesce(sum(CASE direction WHEN 'PLACEMENT' THEN amount_fen ELSE -amount_fen END), 0)"
                        + " FROM liquidity_transfer WHERE reason IS NULL)"))
                .as("the settlement accounts less what was placed and not returned")
                .isZero();
        JsonPath circulation = RestAssured.get("/v1/circulation").jsonPath();
        assertThat(circulation.getLong("outstandingFen"))
                .isEqualTo(circulation.getLong("issuedFen") - circulation.getLong("redeemedFen"))
                .isEqualTo(circulation.getLong("reservesLockedFen"));
    }

    /** Waits until something that happens by event has happened. */
    public static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(deadline);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
