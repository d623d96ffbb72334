package org.dcep.auditor.state;

import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.dcep.auditor.book.BookAmounts;
import org.dcep.auditor.book.CycleLine;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.coin.CoinAudit;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Findings;
import org.dcep.auditor.gas.Doubt;
import org.dcep.auditor.head.HeadLine;
import org.dcep.auditor.log.Progress;
import org.dcep.auditor.position.Crossing;
import org.dcep.auditor.position.CyclePosition;
import org.dcep.auditor.position.LiquidityTransfer;
import org.dcep.auditor.position.Movement;
import org.dcep.auditor.position.Shortfall;
import org.dcep.contracts.PolicyPublished;

/** Everything that follows from the topics so far, in memory; {@link AuditStore} keeps it. */
public final class AuditState {
    private final Progress progress = new Progress();
    private final Wallets wallets = new Wallets();
    private final Findings findings = new Findings();
    private final Facts<LineKey, CycleLine> lines = new Facts<>("line", LineKey::parse, CycleLine.class);
    private final Facts<String, Closed> closed = new Facts<>("closed", Function.identity(), Closed.class);
    private final Facts<Movement.Key, Movement> movements =
            new Facts<>("movement", Movement.Key::parse, Movement.class);
    private final Facts<UUID, Crossing> crossings = new Facts<>("crossing", UUID::fromString, Crossing.class);
    private final Facts<UUID, CoinAudit.Filed> coins = new Facts<>("coin", UUID::fromString, CoinAudit.Filed.class);
    private final Facts<Long, CyclePosition> positions = new Facts<>("position", Long::valueOf, CyclePosition.class);
    private final Facts<String, PolicyPublished> policies =
            new Facts<>("policy", Function.identity(), PolicyPublished.class);
    private final Facts<UUID, Doubt> doubts = new Facts<>("doubt", UUID::fromString, Doubt.class);
    private final Facts<String, HeadLine> heads = new Facts<>("head", Function.identity(), HeadLine.class);
    private final Facts<Integer, String> operators = new Facts<>("operator", Integer::valueOf, String.class);
    private final Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers =
            new Facts<>("transfer", LiquidityTransfer.Key::parse, LiquidityTransfer.class);
    private final Facts<String, BigInteger> accounts = new Facts<>("account", Function.identity(), BigInteger.class);
    private final Facts<String, Shortfall> shortfalls = new Facts<>("shortfall", Function.identity(), Shortfall.class);
    private final Facts<String, Long> totals = new Facts<>("total", Function.identity(), Long.class);

    /** A book in a cycle. */
    public record LineKey(String operatorId, long cycleId) {
        /** Reads what {@link #toString} writes. */
        public static LineKey parse(String text) {
            int bar = text.lastIndexOf('|');
            return new LineKey(text.substring(0, bar), Long.parseLong(text.substring(bar + 1)));
        }

        @Override
        public String toString() {
            return operatorId + "|" + cycleId;
        }
    }

    /** The newest cycle of a book that was compared with its marker, and the balances from which computing goes on. */
    public record Closed(long cycleId, BookAmounts balances) {}

    public Progress progress() {
        return progress;
    }

    public Wallets wallets() {
        return wallets;
    }

    public Findings findings() {
        return findings;
    }

    public Facts<LineKey, CycleLine> lines() {
        return lines;
    }

    public Facts<String, Closed> closed() {
        return closed;
    }

    public Facts<Movement.Key, Movement> movements() {
        return movements;
    }

    public Facts<UUID, Crossing> crossings() {
        return crossings;
    }

    public Facts<UUID, CoinAudit.Filed> coins() {
        return coins;
    }

    public Facts<Long, CyclePosition> positions() {
        return positions;
    }

    public Facts<String, PolicyPublished> policies() {
        return policies;
    }

    /** Fees that may be wrong, by payment. */
    public Facts<UUID, Doubt> doubts() {
        return doubts;
    }

    /** Logs with the heads that wait, by operator. */
    public Facts<String, HeadLine> heads() {
        return heads;
    }

    /** Operators by their number. */
    public Facts<Integer, String> operators() {
        return operators;
    }

    /** Placements and returns of liquidity. */
    public Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers() {
        return transfers;
    }

    /** Settlement accounts in fen, by operator. */
    public Facts<String, BigInteger> accounts() {
        return accounts;
    }

    /** Settlement accounts that credit does not cover, by operator. */
    public Facts<String, Shortfall> shortfalls() {
        return shortfalls;
    }

    /** Counters, such as the number of events. */
    public Facts<String, Long> totals() {
        return totals;
    }

    List<Facts<?, ?>> facts() {
        return List.of(
                lines,
                closed,
                movements,
                crossings,
                coins,
                positions,
                policies,
                doubts,
                heads,
                operators,
                transfers,
                accounts,
                shortfalls,
                totals);
    }
}
