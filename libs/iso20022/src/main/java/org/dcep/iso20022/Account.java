package org.dcep.iso20022;

import org.dcep.kernel.OperatorId;

/**
 * An account, with the institution that keeps it.
 *
 * @param id 1 to 34 printable characters, unique within its kind
 */
public record Account(String id, Kind kind, Institution servicer) {
    /** What an account is, and what stands on it. */
    public enum Kind {
        /** A wallet at an operator. */
        WALLET("DCEP-WALLET", "E-CNY"),
        /** An operator's undistributed currency, in its own vault. */
        VAULT("DCEP-VAULT", "E-CNY"),
        /** What an operator is owed by or owes to the others until a cycle is settled. */
        CLEARING("DCEP-CLEARING", "E-CNY"),
        /** An operator's deposit at the central bank, which is not e-CNY. */
        RESERVE("DCEP-RESERVE", "RESERVE"),
        /** The part of an operator's deposit with which settlement pays what it owes. */
        SETTLEMENT("DCEP-SETTLEMENT", "RESERVE");

        private final String scheme;
        private final String type;

        Kind(String scheme, String type) {
            this.scheme = scheme;
            this.type = type;
        }

        String scheme() {
            return scheme;
        }

        String type() {
            return type;
        }
    }

    /**
     * @throws IllegalArgumentException if the id is none
     */
    public Account {
        IsoText.id(id, IsoText.MAX_ACCOUNT, "an account's id");
    }

    /** @param number the wallet's 16 digits */
    public static Account wallet(String number, OperatorId operator) {
        return new Account(number, Kind.WALLET, Institution.of(operator));
    }

    public static Account vault(OperatorId operator) {
        return new Account(operator.value(), Kind.VAULT, Institution.of(operator));
    }

    /** Kept where the operators' positions are: at the central bank. */
    public static Account clearing(OperatorId operator) {
        return new Account(operator.value(), Kind.CLEARING, Institution.CENTRAL_BANK);
    }

    public static Account settlement(OperatorId operator) {
        return new Account(operator.value(), Kind.SETTLEMENT, Institution.CENTRAL_BANK);
    }

    public static Account reserve(OperatorId operator) {
        return new Account(operator.value(), Kind.RESERVE, Institution.CENTRAL_BANK);
    }
}
