package org.dcep.settlement.cycle;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks to close the open cycle.
 *
 * @param id made by the client; the same id closes once, however often it is sent
 * @param nextBusinessDate the business date of the next cycle; today, or the current one if that is later, if absent
 */
public record CycleClosure(UUID id, Optional<LocalDate> nextBusinessDate) {}
