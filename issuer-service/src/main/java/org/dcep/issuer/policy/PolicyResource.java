package org.dcep.issuer.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Policies, over REST. */
@Path("/v1/policies")
@Tag(name = "Policies")
public class PolicyResource {
    private static final String READ = "The version in force at `at` (RFC 3339, default now). `signature` is SM2 over"
            + " the lines `dcep-policy-v1`, network, kind, version, effectiveFrom, document. Public.";
    private static final String WRITE = "Signs and publishes a new version, to apply from `effectiveFrom` (default"
            + " now, never in the past, never before an earlier version). Repeating the newest version has no effect.";

    private final PublishPolicy publishPolicy;
    private final PolicyStore store;
    private final Clock clock;

    PolicyResource(PublishPolicy publishPolicy, PolicyStore store, Clock clock) {
        this.publishPolicy = publishPolicy;
        this.store = store;
        this.clock = clock;
    }

    /** The body of a publication. */
    public record PolicyRequest(Optional<Instant> effectiveFrom, JsonNode policy) {
        PolicyDraft draft(PolicyKind kind) {
            try {
                return new PolicyDraft(kind, kind.normalize(policy.toString()), effectiveFrom);
            } catch (IllegalArgumentException e) {
                throw Problems.malformed("policy", e.getMessage()).asException();
            }
        }
    }

    @GET
    @Path("/gas")
    @PermitAll
    @Operation(operationId = "getGasPolicy", summary = "Prices and beneficiaries", description = READ)
    public Uni<PolicyVersion.View> gas(@QueryParam("at") String at) {
        return inForce(PolicyKind.GAS, at);
    }

    @PUT
    @Path("/gas")
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(operationId = "publishGasPolicy", summary = "Publish prices and beneficiaries", description = WRITE)
    public Uni<PolicyVersion.View> publishGas(PolicyRequest request) {
        return publishPolicy.publish(request.draft(PolicyKind.GAS)).map(PolicyVersion::view);
    }

    @GET
    @Path("/wallet-classes")
    @PermitAll
    @Operation(operationId = "getWalletClassPolicy", summary = "Limits per class of wallet", description = READ)
    public Uni<PolicyVersion.View> walletClasses(@QueryParam("at") String at) {
        return inForce(PolicyKind.WALLET_CLASSES, at);
    }

    @PUT
    @Path("/wallet-classes")
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "publishWalletClassPolicy",
            summary = "Publish limits per class of wallet",
            description = WRITE)
    public Uni<PolicyVersion.View> publishWalletClasses(PolicyRequest request) {
        return publishPolicy.publish(request.draft(PolicyKind.WALLET_CLASSES)).map(PolicyVersion::view);
    }

    @GET
    @Path("/settlement")
    @PermitAll
    @Operation(
            operationId = "getSettlementPolicy",
            summary = "How operators settle",
            description =
                    READ + " 404 until the first version is published: settlement's configuration holds until then.")
    public Uni<PolicyVersion.View> settlement(@QueryParam("at") String at) {
        return inForce(PolicyKind.SETTLEMENT, at);
    }

    @PUT
    @Path("/settlement")
    @RolesAllowed(Role.Names.CENTRAL_BANK)
    @Operation(
            operationId = "publishSettlementPolicy",
            summary = "Publish how operators settle",
            description =
                    WRITE + " A settlement cycle takes the version in force when it opens and keeps it. Only `mode`"
                            + " and `asset` must be given; the answer shows what holds for the rest.")
    public Uni<PolicyVersion.View> publishSettlement(PolicyRequest request) {
        return publishPolicy.publish(request.draft(PolicyKind.SETTLEMENT)).map(PolicyVersion::view);
    }

    private Uni<PolicyVersion.View> inForce(PolicyKind kind, String at) {
        return store.at(kind, at == null ? clock.instant() : time(at))
                .map(found -> found.orElseThrow(() -> Problems.notFound()
                                .withDetail("No version was in force at that time.")
                                .asException())
                        .view());
    }

    private static Instant time(String at) {
        try {
            Instant time = Instant.parse(at);
            if (time.getEpochSecond() >= 0 && time.getEpochSecond() < MAX_EPOCH_SECOND) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw Problems.malformed("at", "must be an RFC 3339 time").asException();
        }
        throw Problems.malformed("at", "must be a time of this or the coming centuries")
                .asException();
    }

    /** The end of the year 9999, the last that RFC 3339 can write. */
    private static final long MAX_EPOCH_SECOND = 253_402_300_800L;
}
