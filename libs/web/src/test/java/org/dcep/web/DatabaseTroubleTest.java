package org.dcep.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource({"08006,true", "57P01,true", "53300,true", "40001,true", "40P01,true", "23505,false", "42703,false"})
    void seesTroubleThatHibernateHasWrapped(String sqlState, boolean trouble) {
        Throwable wrapped = new IllegalStateException(new SQLException("refused", sqlState));
        assertThat(DatabaseTrouble.isBehind(wrapped)).isEqualTo(trouble);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = "null")
    void anErrorWithoutAStateIsNoTrouble(String sqlState) {
        assertThat(DatabaseTrouble.isBehind(new SQLException("refused", sqlState)))
                .isFalse();
    }
}
