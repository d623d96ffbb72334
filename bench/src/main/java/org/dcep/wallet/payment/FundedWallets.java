package org.dcep.wallet.payment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dcep.kernel.WalletId;

/** Who pays whom: active wallets with money, the richest the most often, as payer and as payee. */
final class FundedWallets {
    // Among equals by slot and serial, so that the operators take turns.
    private static final String READ = """
            select id, operator_number, key_epoch from account
            where state = 1 and available_fen >= 1000
            order by available_fen desc, id % 10000000000000, id""";

    private static final int ELSEWHERE_PERCENT = 10;
    private static final int MILLION = 1_000_000;

    private final List<Wallet> wallets = new ArrayList<>();
    private final List<Neighbours> operators = new ArrayList<>();
    private final Zipf payers;
    private final int hotPerMillion;

    /** A wallet that can pay. */
    record Wallet(String number, int operatorNumber, int keyEpoch) {}

    /** Payer and payee of one order. */
    record Pair(Wallet payer, Wallet payee) {}

    /** The wallets of one operator. */
    private record Neighbours(int operatorNumber, List<Wallet> wallets, Zipf ranking) {
        Wallet draw(SplittableRandom random) {
            return wallets.get(ranking.draw(random));
        }
    }

    /**
     * @param hotPerMillion how many of a million payments inside an operator go to its first wallet in any case
     * @throws IllegalStateException if there is an operator with a single wallet that has money, or none with any
     */
    FundedWallets(Pool pool, int hotPerMillion) {
        this.hotPerMillion = hotPerMillion;
        for (Row row : pool.query(READ).executeAndAwait()) {
            wallets.add(new Wallet(new WalletId(row.getLong(0)).toString(), row.getInteger(1), row.getInteger(2)));
        }
        wallets.stream()
                .collect(groupingBy(Wallet::operatorNumber, TreeMap::new, toList()))
                .forEach((number, own) -> operators.add(new Neighbours(number, own, new Zipf(own.size()))));
        if (operators.isEmpty()
                || operators.stream().anyMatch(operator -> operator.wallets().size() < 2)) {
            throw new IllegalStateException("two wallets of every operator must have 10 yuan; fund some first");
        }
        payers = new Zipf(wallets.size());
    }

    int count() {
        return wallets.size();
    }

    /** Two wallets; one time in ten of different operators, if there are several. */
    Pair draw(SplittableRandom random) {
        Wallet payer = wallets.get(payers.draw(random));
        boolean elsewhere = operators.size() > 1 && random.nextInt(100) < ELSEWHERE_PERCENT;
        Neighbours there = elsewhere ? anotherThan(payer, random) : home(payer);
        Wallet payee = !elsewhere && random.nextInt(MILLION) < hotPerMillion
                ? there.wallets().get(0)
                : there.draw(random);
        while (payee.equals(payer)) {
            payee = there.draw(random);
        }
        return new Pair(payer, payee);
    }

    private Neighbours home(Wallet payer) {
        return operators.get(placeOf(payer));
    }

    private Neighbours anotherThan(Wallet payer, SplittableRandom random) {
        int steps = 1 + random.nextInt(operators.size() - 1);
        return operators.get((placeOf(payer) + steps) % operators.size());
    }

    /** They are few, so looking is as cheap as a table. */
    private int placeOf(Wallet payer) {
        int place = 0;
        while (operators.get(place).operatorNumber() != payer.operatorNumber()) {
            place++;
        }
        return place;
    }
}
