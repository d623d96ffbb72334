package org.dcep.simulator.bench.load;

import org.dcep.simulator.workload.Draws;

/** Draws one payment after another: who pays, who is paid, and how much. */
final class PaymentDraws {
    private final Crowd crowd;
    private final Market market;
    private final Draws draws;
    private int payer;
    private int payee;

    /** What all streams of draws share. */
    static final class Market {
        private final Zipf zipf;
        private final int[][] byRank = new int[Crowd.OPERATORS][];

        Market(Crowd crowd) {
            zipf = new Zipf(crowd.people() / Crowd.OPERATORS);
            for (int operator = 0; operator < Crowd.OPERATORS; operator++) {
                byRank[operator] = crowd.byRank(operator);
            }
        }

        private int person(int operator, Draws draws) {
            return byRank[operator][zipf.draw(draws)];
        }
    }

    /** The stream {@code number}; each draws something else. */
    PaymentDraws(Crowd crowd, Market market, int number) {
        this.crowd = crowd;
        this.market = market;
        this.draws = Draws.of(crowd.seed(), "bench-payments/" + number);
    }

    /** A payment of a person to a person, or to the merchant whom many pay. */
    void next() {
        boolean across = draws.chance(Crowd.ACROSS_BASIS_POINTS);
        if (crowd.hotBasisPoints() > 0 && draws.chance(crowd.hotBasisPoints())) {
            payee = crowd.people();
            int operator = Crowd.operatorOf(payee);
            payer = market.person(across ? 1 - operator : operator, draws);
            return;
        }
        int operator = draws.below(Crowd.OPERATORS);
        payer = market.person(operator, draws);
        do {
            payee = market.person(across ? 1 - operator : operator, draws);
        } while (payee == payer);
    }

    /** The payee of an item of {@code employer}'s payroll, every person as likely as another. */
    int employeeOf(int employer) {
        boolean across = draws.chance(Crowd.ACROSS_BASIS_POINTS);
        int operator = across ? 1 - Crowd.operatorOf(employer) : Crowd.operatorOf(employer);
        return draws.below(crowd.people() / Crowd.OPERATORS) * Crowd.OPERATORS + operator;
    }

    /** Any person. */
    int anyone() {
        return draws.below(crowd.people());
    }

    long amountFen() {
        return draws.between(1, Crowd.MAX_AMOUNT_FEN);
    }

    int payer() {
        return payer;
    }

    int payee() {
        return payee;
    }
}
