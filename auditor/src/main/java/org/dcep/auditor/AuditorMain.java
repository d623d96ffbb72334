package org.dcep.auditor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dcep.auditor.audit.AuditorLoop;
import org.dcep.auditor.report.AuditServer;
import org.dcep.auditor.report.ReaderTokens;

/** The auditor's process. Everything comes from the environment. */
public final class AuditorMain {
    private static final Logger LOG = Logger.getLogger(AuditorMain.class.getName());

    /** Kept here, because the log manager forgets the level of a logger that nobody holds. */
    private static final Logger[] TALKATIVE = {Logger.getLogger("org.apache.kafka"), Logger.getLogger("org.flywaydb")};

    private AuditorMain() {}

    /** Ends with 2 if the environment is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (Logger logger : TALKATIVE) {
            logger.setLevel(Level.WARNING);
        }
        Settings settings;
        ReaderTokens tokens;
        try {
            settings = Settings.of(System.getenv());
            tokens = new ReaderTokens(
                    settings.server().tokenKey(), settings.server().tokenIssuer());
        } catch (IllegalArgumentException e) {
            LOG.severe(e.getMessage());
            System.exit(2);
            return;
        }
        AuditorLoop loop = new AuditorLoop(settings, Clock.systemUTC());
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, main), "auditor-stop"));
        InetSocketAddress address = new InetSocketAddress(
                settings.server().host(), settings.server().port());
        try (AuditServer server = new AuditServer(address, loop, tokens)) {
            server.start();
            LOG.log(Level.INFO, "the auditor listens on port {0}", Integer.toString(server.port()));
            loop.run();
        }
    }

    /** What was computed is stored before the process ends. */
    private static void stop(AuditorLoop loop, Thread main) {
        loop.stop();
        try {
            main.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
