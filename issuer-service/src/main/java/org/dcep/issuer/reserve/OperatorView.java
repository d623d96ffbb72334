package org.dcep.issuer.reserve;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator as REST shows it.
 *
 * @param operatorNumber 1 to 999, the first three digits of its wallets' numbers
 * @param reservesPlacedFen what it has placed in its settlement account less what it has taken back: what others paid it
 *     there can be taken back too, so this may be negative, and is no balance
 * @param clientId only in the answer that admits the operator
 * @param clientSecret only in the answer that admits the operator; shown once
 */
public record OperatorView(
        String operatorId,
        int operatorNumber,
        String name,
        long reservesFreeFen,
        long reservesLockedFen,
        long reservesPlacedFen,
        long outstandingFen,
        Instant admittedAt,
        Optional<String> clientId,
        Optional<String> clientSecret) {

    OperatorView(
            String operatorId,
            int operatorNumber,
            String name,
            long reservesFreeFen,
            long reservesLockedFen,
            long reservesPlacedFen,
            long outstandingFen,
            Instant admittedAt) {
        this(
                operatorId,
                operatorNumber,
                name,
                reservesFreeFen,
                reservesLockedFen,
                reservesPlacedFen,
                outstandingFen,
                admittedAt,
                Optional.empty(),
                Optional.empty());
    }

    OperatorView withCredentials(String id, String secret) {
        return new OperatorView(
                operatorId,
                operatorNumber,
                name,
                reservesFreeFen,
                reservesLockedFen,
                reservesPlacedFen,
                outstandingFen,
                admittedAt,
                Optional.of(id),
                Optional.of(secret));
    }
}
