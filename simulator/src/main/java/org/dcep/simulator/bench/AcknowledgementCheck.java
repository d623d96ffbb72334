package org.dcep.simulator.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.dcep.simulator.bench.load.LoadPlan;
import org.dcep.simulator.bench.load.Outcome;

/** Holds what payers were told against what the wallet service knows, once everything is at rest. */
final class AcknowledgementCheck {
    private static final int CHUNK = 20_000;
    private static final int SAMPLE = 500;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path acknowledgements;
    private final IntFunction<Outcome> outcomes;

    /** What became of a payment. */
    enum Fate {
        PENDING,
        MADE,
        REFUSED,
        RETURNED;

        static Fate ofColumn(int state) {
            return values()[state - 1];
        }

        /** REST shows a returned payment as refused. */
        static Fate ofRest(String state) {
            return switch (state) {
                case "ACCEPTED", "SETTLED" -> MADE;
                case "PENDING" -> PENDING;
                default -> RETURNED;
            };
        }
    }

    /** Where fates can be looked up. */
    interface Register {
        Map<UUID, Fate> fates(List<UUID> ids) throws SQLException;
    }

    /**
     * @param sent every payment that was sent, warm-up included
     * @param checked how many were looked up: all of them, or a sample where only REST can be asked
     * @param acknowledged of those checked, payments whose payer was told that they are made or under way
     * @param missing acknowledged, and nobody knows them
     * @param contradicted known with another outcome than the payer was told, or though the payer was told that nothing
     *     was done
     * @param unknown payments whose payer was told nothing
     * @param unknownButMade of these, made
     */
    public record Finding(
            long sent,
            long checked,
            long acknowledged,
            long missing,
            long contradicted,
            long unknown,
            long unknownButMade) {
        boolean isSound() {
            return missing == 0 && contradicted == 0;
        }
    }

    /**
     * @param acknowledgements file of ids with a byte each; need not exist
     * @param outcomes what that byte means
     */
    AcknowledgementCheck(Path acknowledgements, IntFunction<Outcome> outcomes) {
        this.acknowledgements = acknowledgements;
        this.outcomes = outcomes;
    }

    /** Looks up every payment in the wallet service's database. */
    Finding against(Connection database) throws IOException, SQLException {
        return check(1, ids -> fates(database, ids));
    }

    /** Looks up some payments over REST, evenly from all that were sent. */
    Finding sampledFrom(org.dcep.simulator.client.Connection network) throws IOException, SQLException {
        return check(Math.max(1, sent() / SAMPLE), ids -> fates(network, ids));
    }

    private long sent() throws IOException {
        return Files.exists(acknowledgements) ? Files.size(acknowledgements) / LoadPlan.ACKNOWLEDGEMENT_BYTES : 0;
    }

    /** Checks every {@code step}th payment. */
    Finding check(long step, Register register) throws IOException, SQLException {
        long sent = sent();
        Count count = new Count();
        if (sent > 0) {
            try (var in = new DataInputStream(
                    new BufferedInputStream(Files.newInputStream(acknowledgements), BUFFER_BYTES))) {
                Map<UUID, Outcome> chunk = new HashMap<>();
                for (long i = 0; i < sent; i++) {
                    UUID id = new UUID(in.readLong(), in.readLong());
                    Outcome told = outcomes.apply(in.readByte());
                    if (i % step == 0) {
                        chunk.put(id, told);
                    }
                    if (chunk.size() == CHUNK) {
                        count.add(chunk, register);
                        chunk.clear();
                    }
                }
                count.add(chunk, register);
            }
        }
        return new Finding(
                sent,
                count.checked,
                count.acknowledged,
                count.missing,
                count.contradicted,
                count.unknown,
                count.unknownButMade);
    }

    private static final class Count {
        private long checked;
        private long acknowledged;
        private long missing;
        private long contradicted;
        private long unknown;
        private long unknownButMade;

        void add(Map<UUID, Outcome> told, Register register) throws SQLException {
            Map<UUID, Fate> fates = register.fates(new ArrayList<>(told.keySet()));
            told.forEach((id, outcome) -> add(outcome, Optional.ofNullable(fates.get(id))));
        }

        private void add(Outcome told, Optional<Fate> fate) {
            checked++;
            boolean made = fate.filter(known -> known == Fate.MADE).isPresent();
            switch (told) {
                case ACCEPTED -> {
                    acknowledged++;
                    missing += fate.isEmpty() ? 1 : 0;
                    contradicted += fate.isPresent() && !made ? 1 : 0;
                }
                // Under way when its payer was told, it may have come back.
                case PENDING, REPEATED -> {
                    acknowledged++;
                    missing += fate.isEmpty() ? 1 : 0;
                    contradicted += fate.equals(Optional.of(Fate.REFUSED)) ? 1 : 0;
                }
                // A refusal is kept where an order was decided, and not where it could not be read or verified.
                case REFUSED -> contradicted += made || fate.equals(Optional.of(Fate.PENDING)) ? 1 : 0;
                case OVERLOADED -> contradicted += fate.isPresent() ? 1 : 0;
                case UNKNOWN -> {
                    unknown++;
                    unknownButMade += made ? 1 : 0;
                }
            }
        }
    }

    private static Map<UUID, Fate> fates(Connection database, List<UUID> ids) throws SQLException {
        Map<UUID, Fate> fates = new HashMap<>(2 * ids.size());
        try (PreparedStatement query = database.prepareStatement("select id, state from payment where id = any(?)")) {
            query.setArray(1, database.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    fates.put(rows.getObject(1, UUID.class), Fate.ofColumn(rows.getInt(2)));
                }
            }
        }
        return fates;
    }

    private static Map<UUID, Fate> fates(org.dcep.simulator.client.Connection network, List<UUID> ids) {
        Map<UUID, Fate> fates = new HashMap<>();
        for (UUID id : ids) {
            network.wallets()
                    .find(network.auditor(), id)
                    .ifPresent(payment -> fates.put(id, Fate.ofRest(payment.state())));
        }
        return fates;
    }
}
