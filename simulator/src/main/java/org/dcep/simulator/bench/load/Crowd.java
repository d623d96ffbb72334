package org.dcep.simulator.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dcep.simulator.workload.Draws;

/**
 * Who pays whom. People are numbered from 0 on and belong to two operators, the even ones to the first; behind them
 * come the employers, in the same way. How active a person is, as payer and as payee, follows {@link Zipf}, and the
 * ranks are dealt out at random, so that busy wallets do not lie side by side in the database.
 *
 * @param people at least 4, even
 * @param employers corporate wallets, even
 * @param hotBasisPoints so many of 10,000 payments go to one merchant, which is the first employer
 */
public record Crowd(long seed, int people, int employers, int hotBasisPoints) {
    public static final int OPERATORS = 2;

    /** So many of 10,000 payments go to the other operator. */
    static final int ACROSS_BASIS_POINTS = 1_000;

    static final int MAX_AMOUNT_FEN = 20;

    public Crowd {
        if (people < 4 || people % OPERATORS != 0 || employers < OPERATORS || employers % OPERATORS != 0) {
            throw new IllegalArgumentException("a crowd has at least 4 people and 2 employers, evenly on 2 operators");
        }
    }

    /** People and employers. */
    public int wallets() {
        return people + employers;
    }

    /** 0 or 1. */
    public static int operatorOf(int wallet) {
        return wallet % OPERATORS;
    }

    public boolean isEmployer(int wallet) {
        return wallet >= people;
    }

    /** The share of all payments that a person makes, from 0 to 1, by number. */
    public double[] activity() {
        Zipf zipf = new Zipf(people / OPERATORS);
        double[] activity = new double[people];
        for (int operator = 0; operator < OPERATORS; operator++) {
            int[] ranks = byRank(operator);
            for (int rank = 0; rank < ranks.length; rank++) {
                activity[ranks[rank]] = zipf.share(rank) / OPERATORS;
            }
        }
        return activity;
    }

    /** The people of an operator, the most active first. */
    int[] byRank(int operator) {
        List<Integer> members = new ArrayList<>(people / OPERATORS);
        for (int person = operator; person < people; person += OPERATORS) {
            members.add(person);
        }
        // Java's own shuffle under a stream of ours: the same on every machine.
        Draws.of(seed, "bench-ranks/" + operator).shuffle(members);
        return Collections.unmodifiableList(members).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
