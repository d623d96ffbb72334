package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** The auditor: what it has recomputed, and what does not agree. */
public final class AuditApi {
    private final RestClient rest;
    private final URI base;

    public AuditApi(RestClient rest, URI base) {
        this.rest = rest;
        this.base = base;
    }

    /** A law and how many discrepancies break it. */
    public record Law(String name, boolean holds, long discrepancies) {}

    /** Where a record lies. */
    public record Place(String topic, int partition, long offset) {}

    /** What does not agree; everything but law, kind, expected and found may be null. */
    public record Discrepancy(
            String law,
            String kind,
            String book,
            String account,
            String cause,
            Long cycle,
            Place place,
            String expected,
            String found,
            Instant foundAt) {}

    /** The comparison with the rows of the wallet book; {@code trouble} is empty if they can be read. */
    public record Rows(long sweeps, Instant comparedAt, String trouble) {}

    /** A book as its events add up; forged ones may add up to more than there is money. */
    public record Book(
            String operatorId,
            long comparedCycle,
            BigInteger issuedFen,
            BigInteger vaultFen,
            BigInteger walletsFen,
            BigInteger heldFen,
            BigInteger clearingFen,
            BigInteger gasFen,
            BigInteger reservesFen,
            BigInteger settlementAccountFen) {}

    /** The verdict; {@code asOf} is the time up to which everything was read. */
    public record Audit(
            boolean clean,
            Instant asOf,
            long ageSeconds,
            long recordsBehind,
            long events,
            long eventsPerSecond,
            int wallets,
            int coins,
            int paymentsUnderWay,
            long movementsUnderWay,
            Rows rows,
            List<Law> laws,
            List<Book> books,
            long discrepancyCount,
            List<Discrepancy> discrepancies) {}

    public Audit audit(Credentials reader, int limit) {
        return Json.as(Audit.class, document(reader, limit));
    }

    /** The verdict as the auditor wrote it. */
    public JsonNode document(Credentials reader, int limit) {
        return rest.send(Request.get(base.resolve("/v1/audit?limit=" + limit)).as(reader))
                .as(JsonNode.class);
    }
}
