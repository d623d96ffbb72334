package org.dcep.settlement.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the second reader found, as REST shows it.
 *
 * @param balanced whether every law holds
 * @param asOf when the newest event was applied
 * @param ageSeconds how long ago that is; an idle system's view grows old without growing wrong
 * @param checkedCycles everything that differs, and the newest comparisons that match
 */
public record ReconciliationView(
        boolean balanced,
        Instant asOf,
        long ageSeconds,
        List<LawView> laws,
        Terms terms,
        List<Operator> operators,
        List<Check> checkedCycles) {
    /** How many comparisons that match are shown. */
    static final int MAX_MATCHES = 200;

    public record LawView(String name, boolean holds, long left, long right) {}

    /**
     * Where the currency is.
     *
     * @param inTransitFen signed: between the central bank and a book, between books, and to the treasury
     * @param settlementAccountsFen reserves that are placed for settlement, in all settlement accounts together; how much
     *     of it whose is, is not for everybody
     */
    public record Terms(
            long issuedFen,
            long redeemedFen,
            long outstandingFen,
            long vaultsFen,
            long walletsFen,
            long heldFen,
            long inTransitFen,
            long gasUnsweptFen,
            long treasuryFen,
            long settlementAccountsFen) {}

    /**
     * The same for one operator.
     *
     * @param outstandingFen registered to the operator at the centre, after settlements
     * @param bookIssuedFen what the operator's book says it was given
     * @param clearingFen signed: positive is owed to other operators
     * @param inTransitFen signed: outstanding less what the book knows of
     * @param reservesFen signed: what the book says was paid to other operators in reserves less what was received
     */
    public record Operator(
            String operatorId,
            long outstandingFen,
            long bookIssuedFen,
            long vaultFen,
            long walletsFen,
            long heldFen,
            long clearingFen,
            long gasUnsweptFen,
            long inTransitFen,
            long reservesFen) {}

    /** {@code difference} says what does not match. */
    public record Check(long cycleId, String operatorId, boolean matches, Optional<String> difference) {}

    static ReconciliationView of(Reconciliation found, Instant now) {
        return new ReconciliationView(
                found.balanced(),
                found.asOf(),
                Math.max(0, Duration.between(found.asOf(), now).toSeconds()),
                found.laws().stream()
                        .map(law -> new LawView(law.name(), law.holds(), law.left(), law.right()))
                        .toList(),
                terms(found),
                found.operators().stream().map(ReconciliationView::operator).toList(),
                checks(found.checks()));
    }

    private static Terms terms(Reconciliation found) {
        long issued = found.sum(operator -> operator.central().issuedFen());
        long redeemed = found.sum(operator -> operator.central().redeemedFen());
        return new Terms(
                issued,
                redeemed,
                issued - redeemed,
                found.sum(operator -> operator.book().vault()),
                found.sum(operator -> operator.book().wallets()),
                found.sum(operator -> operator.book().held()),
                found.sum(
                        operator -> operator.book().clearing() + operator.book().reserves() + operator.inTransitFen()),
                found.sum(operator -> operator.book().gas()),
                found.treasuryFen(),
                found.sum(Reconciliation.OperatorTerms::settlementAccountFen));
    }

    private static Operator operator(Reconciliation.OperatorTerms terms) {
        BookAmounts book = terms.book();
        return new Operator(
                terms.operatorId(),
                terms.central().outstandingFen(),
                book.issued(),
                book.vault(),
                book.wallets(),
                book.held(),
                book.clearing(),
                book.gas(),
                terms.inTransitFen(),
                book.reserves());
    }

    private static List<Check> checks(List<CycleCheck> checks) {
        List<CycleCheck> matching = checks.stream()
                .filter(check -> check.outcome() == CycleCheck.Outcome.MATCHES)
                .toList();
        List<CycleCheck> shown = matching.subList(Math.max(0, matching.size() - MAX_MATCHES), matching.size());
        return Stream.concat(
                        checks.stream().filter(check -> check.outcome() == CycleCheck.Outcome.DIFFERS), shown.stream())
                .sorted(Comparator.comparingLong(CycleCheck::cycleId).thenComparing(CycleCheck::operatorId))
                .map(check -> new Check(
                        check.cycleId(),
                        check.operatorId(),
                        check.outcome() == CycleCheck.Outcome.MATCHES,
                        check.difference()))
                .toList();
    }
}
