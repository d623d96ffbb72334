package org.dcep.issuer.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictsTest {
    @ParameterizedTest
    @CsvSource({"40001, true", "40P01, true", "23505, true", "23514, false", "57P01, false"})
    void runsAgainWhatLostARaceOnly(String sqlState, boolean isConflict) {
        assertThat(Conflicts.isConflict(new IllegalStateException(new SQLException("failed", sqlState))))
                .isEqualTo(isConflict);
        assertThat(Conflicts.isConflict(new PgException("failed", "ERROR", sqlState, "")))
                .isEqualTo(isConflict);
    }
}
