package org.dcep.settlement.reserve;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of settlements, made from what is settled: deciding the same twice gives the same id. */
public final class SettlementId {
    private SettlementId() {}

    /** The net payments of a cycle. */
    public static UUID ofPayments(long cycleId) {
        return of("payments/" + cycleId);
    }

    /** The gas of a cycle. */
    public static UUID ofGas(long cycleId) {
        return of("gas/" + cycleId);
    }

    /** Payments settled in gross, of which {@code firstPaymentId} is the first. */
    public static UUID ofGross(long cycleId, UUID firstPaymentId) {
        return of("gross/" + cycleId + "/" + firstPaymentId);
    }

    /** Obligations settled in reserves, of which group {@code firstGroup} was the first. */
    public static UUID ofGroup(long cycleId, long firstGroup) {
        return of("group/" + cycleId + "/" + firstGroup);
    }

    private static UUID of(String name) {
        return UUID.nameUUIDFromBytes(("dcep-settlement/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
