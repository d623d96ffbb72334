package org.dcep.simulator.settle;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.Participant;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * What participants bring and on which terms, one a line. Either {@code participant,liquidity}, and if wanted
 * {@code creditCap,netDebitCap,urgentReserve,highReserve,multilateralLimit}, an empty field being none; or PSSimPy's
 * {@code id,owner,balance}, and if wanted {@code posted_collateral}, which becomes the credit cap.
 */
public record AccountsFile(SortedMap<OperatorId, Participant> participants) {
    private static final List<String> OPTIONAL =
            List.of("creditCap", "netDebitCap", "urgentReserve", "highReserve", "multilateralLimit");

    public AccountsFile {
        participants = Collections.unmodifiableSortedMap(new TreeMap<>(participants));
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws BadFile if a line cannot be used, with its number, its column and what to do
     * @throws IOException if the file cannot be read
     */
    public static AccountsFile read(Path file) throws IOException, BadFile {
        try (TableFile table = new TableFile(ObligationFile.text(file), ',')) {
            return read(table);
        } catch (CharacterCodingException e) {
            throw new BadFile("the file is not in UTF-8; save it as UTF-8");
        }
    }

    private static AccountsFile read(TableFile table) throws IOException, BadFile {
        boolean plain = isPlain(table.header());
        SortedMap<OperatorId, Participant> participants = new TreeMap<>();
        while (table.next()) {
            Participant read = plain ? plain(table) : ofPssimpy(table);
            if (participants.put(read.id(), read) != null) {
                throw table.bad(plain ? "participant" : "id", read.id() + " is there already; one line for each");
            }
            if (participants.size() > ClearingEngine.MAX_PARTICIPANTS) {
                throw BadFile.at(table.line(), "more than " + ClearingEngine.MAX_PARTICIPANTS + " participants");
            }
        }
        return new AccountsFile(participants);
    }

    private static boolean isPlain(List<String> header) throws BadFile {
        if (header.containsAll(List.of("participant", "liquidity"))) {
            for (String column : header) {
                if (!column.equals("participant") && !column.equals("liquidity") && !OPTIONAL.contains(column)) {
                    throw BadFile.at(
                            1, column, "is not known; besides participant and liquidity there are " + OPTIONAL);
                }
            }
            return true;
        }
        if (header.containsAll(List.of("id", "owner", "balance"))) {
            return false;
        }
        throw BadFile.at(
                1,
                "the columns " + String.join(",", header) + " are of no known format; a plain file begins with"
                        + " participant,liquidity, one of PSSimPy with id,owner,balance");
    }

    private static Participant plain(TableFile table) throws BadFile {
        Terms terms = new Terms(
                money(table, "creditCap").orElse(Money.ZERO),
                money(table, "netDebitCap"),
                money(table, "urgentReserve").orElse(Money.ZERO),
                money(table, "highReserve").orElse(Money.ZERO),
                money(table, "multilateralLimit"),
                new TreeMap<>());
        return new Participant(
                Fields.participant(table, "participant"), new Money(Fields.fen(table, "liquidity")), terms);
    }

    private static Participant ofPssimpy(TableFile table) throws BadFile {
        return new Participant(
                Fields.participant(table, "id"),
                new Money(Fields.fen(table, "balance")),
                Terms.NONE.withCreditCap(money(table, "posted_collateral").orElse(Money.ZERO)));
    }

    private static Optional<Money> money(TableFile table, String column) throws BadFile {
        Optional<String> text = table.optional(column);
        return text.isEmpty() || text.get().isEmpty()
                ? Optional.empty()
                : Optional.of(new Money(Fields.fen(table, column)));
    }
}
