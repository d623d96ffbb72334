package org.dcep.simulator.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.simulator.bench.load.LoadPlan;
import org.dcep.simulator.bench.load.Outcome;

/** Holds what payers were told against what the wallet service's database says. */
final class AcknowledgementCheck {
    private static final int CHUNK = 20_000;
    private static final short ACCEPTED = 2;
    private static final short REFUSED = 3;
    private static final short RETURNED = 4;

    private final Connection database;
    private long sent;
    private long acknowledged;
    private long missing;
    private long contradicted;
    private long unknown;
    private long unknownButMade;

    /**
     * @param sent every payment that left the load process, warm-up included
     * @param acknowledged payments whose payer was told that they are made
     * @param missing acknowledged, and not in the database
     * @param contradicted in the database with another outcome than the payer was told, or though the payer was told
     *     that nothing was done
     * @param unknown payments whose payer was told nothing
     * @param unknownButMade of these, in the database
     */
    record Finding(long sent, long acknowledged, long missing, long contradicted, long unknown, long unknownButMade) {
        boolean isSound() {
            return missing == 0 && contradicted == 0;
        }
    }

    private AcknowledgementCheck(Connection database) {
        this.database = database;
    }

    /**
     * Reads the file of acknowledgements to its end.
     *
     * @param database of the wallet service, at rest
     */
    static Finding of(Path acknowledgements, Connection database) throws IOException, SQLException {
        AcknowledgementCheck check = new AcknowledgementCheck(database);
        long left = Files.size(acknowledgements) / LoadPlan.ACKNOWLEDGEMENT_BYTES;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(acknowledgements), 1 << 16))) {
            while (left > 0) {
                int size = (int) Math.min(left, CHUNK);
                List<UUID> ids = new ArrayList<>(size);
                List<Outcome> outcomes = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    ids.add(new UUID(in.readLong(), in.readLong()));
                    outcomes.add(Outcome.values()[in.readByte() - 1]);
                }
                check.compare(ids, outcomes);
                left -= size;
            }
        }
        return new Finding(
                check.sent, check.acknowledged, check.missing, check.contradicted, check.unknown, check.unknownButMade);
    }

    private void compare(List<UUID> ids, List<Outcome> outcomes) throws SQLException {
        Map<UUID, Short> states = states(ids);
        for (int i = 0; i < ids.size(); i++) {
            count(outcomes.get(i), states.get(ids.get(i)));
        }
    }

    /** {@code state} is null for a payment that is not there. */
    private void count(Outcome told, Short state) {
        sent++;
        if (told.isAcknowledged()) {
            acknowledged++;
            if (state == null) {
                missing++;
            } else if (!isMade(told, state)) {
                contradicted++;
            }
        } else if (told == Outcome.UNKNOWN) {
            unknown++;
            unknownButMade += state == null ? 0 : 1;
        } else if (state != null && (told == Outcome.OVERLOADED || state != REFUSED)) {
            contradicted++;
        }
    }

    /** A pending payment may have come back. */
    static boolean isMade(Outcome told, short state) {
        return state == ACCEPTED || told != Outcome.ACCEPTED && state == RETURNED;
    }

    private Map<UUID, Short> states(List<UUID> ids) throws SQLException {
        Map<UUID, Short> states = new HashMap<>(2 * ids.size());
        Array wanted = database.createArrayOf("uuid", ids.toArray());
        try (PreparedStatement query = database.prepareStatement("select id, state from payment where id = any(?)")) {
            query.setArray(1, wanted);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    states.put(rows.getObject(1, UUID.class), rows.getShort(2));
                }
            }
        }
        return states;
    }
}
