package org.dcep.auditor.finding;

import java.util.Optional;
import java.util.OptionalLong;
import org.dcep.auditor.log.Place;

/**
 * What a discrepancy is about, as far as it can be said.
 *
 * @param book the operator whose book it is
 * @param account a wallet's number, or ISSUED, VAULT, WALLET, HELD, CLEARING, GAS, RESERVES for a whole
 *     kind, SETTLEMENT for the operator's settlement account
 * @param cause the id of the payment, exchange, issuance, redemption or settlement, or the serial of a coin
 * @param cycle the settlement cycle
 * @param place the record that shows it
 */
public record Scene(
        Optional<String> book,
        Optional<String> account,
        Optional<String> cause,
        OptionalLong cycle,
        Optional<Place> place) {
    /** Nothing is known yet. */
    public static final Scene NOWHERE =
            new Scene(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());

    public static Scene ofBook(String operatorId) {
        return new Scene(
                Optional.of(operatorId), Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    public Scene account(String named) {
        return new Scene(book, Optional.of(named), cause, cycle, place);
    }

    /** A wallet, by its number. */
    public Scene wallet(long number) {
        return account(walletText(number));
    }

    public Scene cause(Object id) {
        return new Scene(book, account, Optional.of(id.toString()), cycle, place);
    }

    public Scene cycle(long cycleId) {
        return new Scene(book, account, cause, OptionalLong.of(cycleId), place);
    }

    public Scene at(Place seen) {
        return new Scene(book, account, cause, cycle, Optional.of(seen));
    }

    /** The 16 digits of a wallet's number. */
    public static String walletText(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 16 - digits.length())) + digits;
    }
}
