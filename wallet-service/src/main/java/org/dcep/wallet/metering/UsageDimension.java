package org.dcep.wallet.metering;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.Operation;

/** By what gas is added up. Each is one number in the table, which also orders the pages. */
enum UsageDimension {
    OPERATOR("operatorNumber") {
        @Override
        String shown(long value, Map<Integer, String> operators) {
            return operators.getOrDefault((int) value, Long.toString(value));
        }
    },
    OPERATION("operation") {
        @Override
        String shown(long value, Map<Integer, String> operators) {
            return Operation.values()[(int) value].name();
        }
    },
    /** The payer's wallet class. */
    CLASS("walletClass") {
        @Override
        String shown(long value, Map<Integer, String> operators) {
            return WalletClass.values()[(int) value].name();
        }
    },
    /** One minute, by its beginning. */
    WINDOW("minute") {
        @Override
        String shown(long value, Map<Integer, String> operators) {
            return Instant.ofEpochSecond(value * 60).toString();
        }
    },
    CYCLE("cycleId") {
        @Override
        String shown(long value, Map<Integer, String> operators) {
            return Long.toString(value);
        }
    };

    private final String attribute;

    UsageDimension(String attribute) {
        this.attribute = attribute;
    }

    /** The attribute of {@link GasUsageRow}. */
    String attribute() {
        return attribute;
    }

    /** For people and programs: an id, a name or a time. */
    abstract String shown(long value, Map<Integer, String> operators);

    /** Reads the query parameter {@code by}. */
    static Optional<UsageDimension> named(String by) {
        for (UsageDimension dimension : values()) {
            if (dimension.name().toLowerCase(Locale.ROOT).equals(by)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }
}
