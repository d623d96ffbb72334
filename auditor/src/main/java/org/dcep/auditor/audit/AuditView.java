package org.dcep.auditor.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcep.auditor.book.BookAmounts;
import org.dcep.auditor.book.CycleLine;
import org.dcep.auditor.finding.Findings;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.auditor.finding.Law;
import org.dcep.auditor.state.AuditState;

/**
 * What the auditor has found, as REST shows it.
 *
 * @param clean no discrepancy is unresolved
 * @param asOf everything that was sent before has been read
 * @param ageSeconds how far {@code asOf} is behind
 * @param recordsBehind records that are in the topics and not read
 * @param eventsPerSecond how many events were taken a second, over the last five seconds
 * @param headsCompared whether there is a notary whose heads are compared with payments
 * @param discrepancies what does not agree, the first of many
 */
public record AuditView(
        boolean clean,
        Instant asOf,
        long ageSeconds,
        long recordsBehind,
        long events,
        long eventsPerSecond,
        int wallets,
        int coins,
        int paymentsUnderWay,
        long movementsUnderWay,
        boolean headsCompared,
        Rows rows,
        List<LawView> laws,
        List<Book> books,
        long discrepancyCount,
        List<Finding> discrepancies) {

    /** A law, and how many discrepancies break it. */
    public record LawView(String name, boolean holds, long discrepancies) {}

    /**
     * The comparison with the rows of the wallet book.
     *
     * @param sweeps how many times all rows were compared since the start
     * @param comparedAt when the last of them ended; the epoch before the first
     * @param trouble why rows cannot be read; empty if they can
     */
    public record Rows(long sweeps, Instant comparedAt, String trouble) {}

    /**
     * An operator's book as its events add up; forged ones may add up to more than there is money.
     *
     * @param comparedCycle the newest cycle that was compared with the book's marker, 0 before the first
     * @param reservesFen signed: paid to other operators in reserves less received from them
     * @param settlementAccountFen reserves placed for settlement less taken back, received less paid, as topics tell
     */
    public record Book(
            String operatorId,
            long comparedCycle,
            BigInteger issuedFen,
            BigInteger vaultFen,
            BigInteger walletsFen,
            BigInteger heldFen,
            BigInteger clearingFen,
            BigInteger gasFen,
            BigInteger reservesFen,
            BigInteger settlementAccountFen) {}

    /** What the loop knows beside the state. */
    public record Figures(
            Instant now,
            Instant readUpTo,
            long recordsBehind,
            long eventsPerSecond,
            long sweeps,
            Instant comparedAt,
            String rowTrouble) {}

    /** As of now. */
    public static AuditView of(AuditState state, Audit audit, Figures figures) {
        List<LawView> laws = new ArrayList<>();
        long count = 0;
        for (Law law : Law.values()) {
            long broken = state.findings().count(law);
            count += broken;
            laws.add(new LawView(law.text(), broken == 0, broken));
        }
        return new AuditView(
                count == 0,
                figures.readUpTo(),
                Math.max(0, Duration.between(figures.readUpTo(), figures.now()).toSeconds()),
                figures.recordsBehind(),
                audit.events(),
                figures.eventsPerSecond(),
                state.wallets().size(),
                state.coins().size(),
                audit.paymentsUnderWay(),
                audit.movementsUnderWay(),
                audit.headsAreCompared(),
                new Rows(figures.sweeps(), figures.comparedAt(), figures.rowTrouble()),
                laws,
                books(state),
                count,
                state.findings().all());
    }

    private static List<Book> books(AuditState state) {
        Map<String, BookAmounts> balances = new TreeMap<>();
        Map<String, Long> compared = new TreeMap<>();
        for (String operator : state.closed().keys()) {
            balances.put(operator, state.closed().get(operator).balances());
            compared.put(operator, state.closed().get(operator).cycleId());
        }
        for (AuditState.LineKey key : state.lines().keys()) {
            CycleLine line = state.lines().get(key);
            if (line.verdict() == CycleLine.Verdict.OPEN) {
                balances.merge(key.operatorId(), line.change(), BookAmounts::plus);
            }
        }
        List<Book> books = new ArrayList<>();
        balances.forEach((operator, amounts) -> books.add(new Book(
                operator,
                compared.getOrDefault(operator, 0L),
                amounts.issued(),
                amounts.vault(),
                amounts.wallets(),
                amounts.held(),
                amounts.clearing(),
                amounts.gas(),
                amounts.reserves(),
                Optional.ofNullable(state.accounts().get(operator)).orElse(BigInteger.ZERO))));
        return books;
    }

    /** The same with at most {@code limit} discrepancies, of every kind some. */
    public AuditView limited(int limit) {
        return new AuditView(
                clean,
                asOf,
                ageSeconds,
                recordsBehind,
                events,
                eventsPerSecond,
                wallets,
                coins,
                paymentsUnderWay,
                movementsUnderWay,
                headsCompared,
                rows,
                laws,
                books,
                discrepancyCount,
                Findings.firstOfEachKind(discrepancies, limit));
    }

    /** Whether a law is broken, for a metric. */
    @JsonIgnore
    public long lawsBroken() {
        return laws.stream().filter(law -> !law.holds()).count();
    }
}
