package org.dcep.settlement.clearing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dcep.clearing.SettlementPolicy;

/**
 * A cycle of which everything has arrived.
 *
 * @param policy how it settles; empty if it does not settle in reserves
 * @param collected what waited for its end or for room, in the order of arrival
 * @param endsDay whether it is the last cycle of its business date that is decided
 */
record CycleEnd(
        long cycleId,
        LocalDate businessDate,
        Optional<SettlementPolicy> policy,
        List<Collected> collected,
        boolean endsDay) {}
