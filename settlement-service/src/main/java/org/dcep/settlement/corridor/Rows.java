package org.dcep.settlement.corridor;

import static java.time.ZoneOffset.UTC;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What rows of the database become. */
final class Rows {
    private Rows() {}

    static void requireOne(RowSet<Row> rows, String what) {
        if (rows.rowCount() != 1) {
            throw new IllegalStateException("changed " + rows.rowCount() + " rows where one " + what + " was due");
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(UTC);
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> form) {
        return list(rows, form).stream().findFirst();
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> form) {
        List<T> found = new ArrayList<>();
        rows.forEach(row -> found.add(form.apply(row)));
        return found;
    }
}
