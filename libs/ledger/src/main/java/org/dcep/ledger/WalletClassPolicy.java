package org.dcep.ledger;

import static org.dcep.ledger.Limits.NONE;

import java.util.EnumMap;
import java.util.Map;
import org.dcep.kernel.WalletClass;

/**
 * The limits of every wallet class.
 *
 * @param name what people call this set of limits, such as {@code A}
 */
public record WalletClassPolicy(String name, Map<WalletClass, Limits> classes) {
    /**
     * @throws IllegalArgumentException if a class is missing
     */
    public WalletClassPolicy {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}")) {
            throw new IllegalArgumentException("a policy's name has 1 to 32 letters, digits, spaces, dots, hyphens");
        }
        classes = Map.copyOf(new EnumMap<>(classes));
        for (WalletClass walletClass : WalletClass.values()) {
            if (!classes.containsKey(walletClass)) {
                throw new IllegalArgumentException("the limits of class " + walletClass + " are missing");
            }
        }
    }

    public Limits of(WalletClass walletClass) {
        return classes.get(walletClass);
    }

    /**
     * Preset A: the public pilot app from June 2021 on. Source: docs/sources.md, S-03; class III is S-04, unconfirmed.
     */
    public static WalletClassPolicy presetA() {
        return new WalletClassPolicy(
                "A",
                Map.of(
                        WalletClass.I, Limits.UNLIMITED,
                        WalletClass.II, Limits.ofYuan(500_000, 50_000, 100_000, NONE),
                        WalletClass.III, Limits.ofYuan(20_000, 5_000, 10_000, NONE),
                        WalletClass.IV, Limits.ofYuan(10_000, 2_000, 5_000, 50_000),
                        WalletClass.CORPORATE, Limits.UNLIMITED));
    }

    /** Preset B: the CCB in-app pilot of August and September 2020. Source: docs/sources.md, S-05. */
    public static WalletClassPolicy presetB() {
        return new WalletClassPolicy(
                "B",
                Map.of(
                        WalletClass.I, Limits.ofYuan(500_000, 50_000, 100_000, 500_000),
                        WalletClass.II, Limits.ofYuan(10_000, 5_000, 10_000, 300_000),
                        WalletClass.III, Limits.ofYuan(2_000, 2_000, 2_000, 50_000),
                        WalletClass.IV, Limits.ofYuan(1_000, 500, 1_000, 10_000),
                        WalletClass.CORPORATE, Limits.UNLIMITED));
    }
}
