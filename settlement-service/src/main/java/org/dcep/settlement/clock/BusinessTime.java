package org.dcep.settlement.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What time it is, as the database can keep it, and which date that is in the zone of business. */
@ApplicationScoped
public class BusinessTime {
    @Inject
    Clock clock;

    @ConfigProperty(name = "dcep.settlement.business-zone")
    ZoneId zone;

    /** Whole microseconds, which is what PostgreSQL stores. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
