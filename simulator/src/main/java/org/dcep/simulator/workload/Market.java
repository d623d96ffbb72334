package org.dcep.simulator.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merchants as shoppers choose them: mostly of the shopper's own bank, the popular ones more often. */
final class Market {
    /** How often of 10,000 a payer looks for a payee of the own bank first. */
    static final int OWN_BANK_BASIS_POINTS = 8_000;

    private record Street(List<TrackedWallet> merchants, long[] upTo) {
        static Street of(List<TrackedWallet> merchants) {
            long[] upTo = new long[merchants.size()];
            long sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += 1_000_000 / (i + 3);
                upTo[i] = sum;
            }
            return new Street(merchants, upTo);
        }

        TrackedWallet draw(Draws draws) {
            long at = draws.between(0, upTo[upTo.length - 1] - 1);
            int chosen = 0;
            while (upTo[chosen] <= at) {
                chosen++;
            }
            return merchants.get(chosen);
        }
    }

    private final Map<Integer, Street> own = new HashMap<>();
    private final Map<Integer, Street> others = new HashMap<>();

    Market(List<TrackedWallet> merchants, int banks) {
        for (int bank = 0; bank < banks; bank++) {
            List<TrackedWallet> here = new ArrayList<>();
            List<TrackedWallet> elsewhere = new ArrayList<>();
            for (TrackedWallet merchant : merchants) {
                (merchant.plan().bank() == bank ? here : elsewhere).add(merchant);
            }
            own.put(bank, Street.of(here.isEmpty() ? elsewhere : here));
            others.put(bank, Street.of(elsewhere.isEmpty() ? here : elsewhere));
        }
    }

    TrackedWallet merchantFor(TrackedWallet shopper, Draws draws) {
        Map<Integer, Street> streets = draws.chance(OWN_BANK_BASIS_POINTS) ? own : others;
        return streets.get(shopper.plan().bank()).draw(draws);
    }
}
