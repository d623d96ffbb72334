package org.dcep.simulator.bench;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.NoDefiniteAnswer;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.SettlementApi.Net;
import org.dcep.simulator.scenario.BookLaws;
import org.dcep.simulator.scenario.BookState;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.Progress;

/** What follows the load: everything under way arrives, the cycle is settled, and the books are checked. */
final class Aftermath {
    /** Settlement may have fallen far behind. */
    private static final Patience FOR_ARREARS =
            new Patience(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(30));

    private static final Patience FOR_THE_BOOKS =
            new Patience(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(3));

    private static final String PENDING = "select count(*) from payment where state = 1";
    private static final String TALLIED =
            "select coalesce(sum(payments), 0)::bigint from cycle_tally where cycle_id = %d";
    private static final String WALLETS_OFF =
            "select count(*) from account a left join entry e on e.account = a.id and e.seq = a.seq where a.seq > 0"
                    + " and (e.available_after_fen, e.held_after_fen) is distinct from (a.available_fen, a.held_fen)";
    private static final String CHANGES = "select coalesce(sum(seq), 0)::bigint from account";
    private static final String ENTRIES = "select count(*) from entry";

    private final Connection connection;
    private final Optional<java.sql.Connection> wallet;
    private final Progress progress;

    /**
     * @param wallet the wallet service's database, if it can be seen
     */
    Aftermath(Connection connection, Optional<java.sql.Connection> wallet, Progress progress) {
        this.connection = connection;
        this.wallet = wallet;
        this.progress = progress;
    }

    /**
     * Waits until no payment is pending and settlement has heard of all of them.
     *
     * @return how long that took, in seconds
     */
    double drain() {
        progress.say("waiting for what is under way");
        long began = System.nanoTime();
        long[] heard = {-1};
        FOR_ARREARS.until("settlement having heard of every payment", () -> {
            Cycle open = connection.settlement().openCycle(connection.auditor());
            boolean quiet = heard[0] == open.payments();
            heard[0] = open.payments();
            return quiet && count(PENDING, 0) == 0 && count(TALLIED.formatted(open.cycleId()), heard[0]) == heard[0];
        });
        return (System.nanoTime() - began) / 1e9;
    }

    /** Closes the open cycle and waits until it is settled and the issuer has moved the coins. */
    Cycle settle() {
        progress.say("settling");
        Cycle open = connection.settlement().openCycle(connection.auditor());
        UUID id = UUID.nameUUIDFromBytes(("bench-cycle/" + open.cycleId()).getBytes(StandardCharsets.UTF_8));
        return connection
                .settlement()
                .close(
                        connection.centralBank(),
                        connection.auditor(),
                        id,
                        open.businessDate().plusDays(1));
    }

    /** Judges the books once they are at rest, or as they are after three minutes. */
    List<Law> judge(Cycle settled) {
        progress.say("checking the books");
        List<String> operators = connection.issuer().operatorIds(connection.auditor());
        List<List<Law>> latest = new ArrayList<>();
        try {
            FOR_THE_BOOKS.until("the books coming to rest", () -> {
                latest.add(BookLaws.of(BookState.read(connection, operators)));
                return latest.get(latest.size() - 1).stream().allMatch(Law::holds);
            });
        } catch (NoDefiniteAnswer e) {
            progress.say("the books do not come to rest; judging them as they are");
        }
        List<Law> laws = new ArrayList<>(latest.get(latest.size() - 1));
        laws.add(Law.equal(
                "net-positions-sum-to-zero",
                settled.net().stream().mapToLong(Net::netFen).sum(),
                0));
        if (wallet.isPresent()) {
            laws.add(Law.equal("nothing-pending", count(PENDING, 0), 0));
            laws.add(Law.equal("wallets-stand-as-their-last-entries-say", count(WALLETS_OFF, 0), 0));
            laws.add(Law.equal("entries-equal-changes-of-wallets", count(ENTRIES, 0), count(CHANGES, 0)));
        }
        return laws;
    }

    private long count(String query, long otherwise) {
        if (wallet.isEmpty()) {
            return otherwise;
        }
        try (Statement statement = wallet.get().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the wallet service's database", e);
        }
    }
}
