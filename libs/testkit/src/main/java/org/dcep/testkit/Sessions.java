package org.dcep.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections through which tests look into databases, kept between two looks. A test looks again and again until
 * something has happened, and to connect costs the server and the driver many times what the answer costs.
 */
final class Sessions {
    /** Enough for the databases of one test; those of earlier ones give way. */
    private static final int KEPT = 4;

    private static final int VALID_WITHIN_SECONDS = 5;
    private static final Map<TestDatabase, Connection> IDLE = new LinkedHashMap<>();

    private Sessions() {}

    /** What is done on a connection that commits every statement by itself. */
    interface Work<T> {
        T on(Connection session) throws SQLException;
    }

    static <T> T with(TestDatabase database, Work<T> work) throws SQLException {
        Connection session = taken(database);
        try {
            T result = work.on(session);
            keep(database, session);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static Connection taken(TestDatabase database) throws SQLException {
        Connection idle;
        synchronized (IDLE) {
            idle = IDLE.remove(database);
        }
        // The server may have been restarted, or the session ended by a test.
        if (idle != null && !idle.isValid(VALID_WITHIN_SECONDS)) {
            idle.close();
            idle = null;
        }
        return idle == null ? database.connect() : idle;
    }

    private static void keep(TestDatabase database, Connection session) throws SQLException {
        Connection surplus;
        synchronized (IDLE) {
            surplus = IDLE.put(database, session);
            if (surplus == null && IDLE.size() > KEPT) {
                Iterator<Connection> eldest = IDLE.values().iterator();
                surplus = eldest.next();
                eldest.remove();
            }
        }
        if (surplus != null) {
            surplus.close();
        }
    }
}
