package org.dcep.web;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** One of each kind of request. */
@Path("/samples")
public class SampleResource {
    private final Caller caller;

    SampleResource(Caller caller) {
        this.caller = caller;
    }

    enum Direction {
        IN,
        OUT
    }

    record Item(String name, long amountFen) {
        Item {
            if (amountFen < 1) {
                throw new IllegalArgumentException("amountFen must be at least 1");
            }
        }
    }

    record Sample(
            UUID id,
            Direction direction,
            long amountFen,
            int count,
            boolean urgent,
            Instant at,
            List<Item> items,
            Optional<String> alias,
            OptionalLong limitFen) {}

    record Seen(String alias, long limitFen) {}

    record Answer(Optional<String> absent, Optional<String> present, String nothing) {}

    record Who(Optional<Role> role, Optional<String> operatorId, Set<String> wallets, boolean acts, boolean holds) {}

    @POST
    public Uni<Seen> read(Sample sample) {
        return Uni.createFrom()
                .item(new Seen(sample.alias().orElse("none"), sample.limitFen().orElse(-1)));
    }

    @POST
    @Path("/batch")
    @Consumes("application/x-ndjson")
    public Uni<Integer> batch(byte[] lines) {
        return Uni.createFrom().item(lines.length);
    }

    @POST
    @Path("/stream")
    @Consumes("application/octet-stream")
    @io.smallrye.common.annotation.Blocking
    public int stream(InputStream body) throws java.io.IOException {
        return body.readAllBytes().length;
    }

    @GET
    @Path("/answer")
    public Answer answer() {
        return new Answer(Optional.empty(), Optional.of("here"), null);
    }

    @GET
    @Path("/page")
    public Page<Integer> page(@QueryParam("limit") String limit) {
        int most = Page.limit(limit);
        return Page.of(List.of(1, 2, 3).subList(0, Math.min(3, most + 1)), most, item -> item);
    }

    @GET
    @Path("/refused")
    public Uni<String> refused() {
        return Uni.createFrom()
                .failure(Problem.of("LIMIT_EXCEEDED", 409, "A limit of the wallet would be exceeded")
                        .withDetail("today")
                        .with("limit", "DAILY")
                        .asException());
    }

    @GET
    @Path("/overloaded")
    public Uni<String> overloaded() {
        return Uni.createFrom().failure(Problems.overloaded().asException());
    }

    @GET
    @Path("/bug")
    public Uni<String> bug() {
        return Uni.createFrom().failure(new IllegalStateException("secret detail"));
    }

    @GET
    @Path("/gone")
    public Uni<String> databaseGone() {
        return Uni.createFrom().failure(new RuntimeException(new ConnectException("refused")));
    }

    @GET
    @Path("/deadlock")
    public Uni<String> deadlock() {
        return Uni.createFrom().failure(new PgException("deadlock detected", "ERROR", "40P01", "secret detail"));
    }

    @GET
    @Path("/violation")
    public Uni<String> violation() {
        return Uni.createFrom().failure(new PgException("duplicate key", "ERROR", "23505", "secret detail"));
    }

    @GET
    @Path("/who")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.HOLDER})
    public Uni<Who> who() {
        return Uni.createFrom()
                .item(new Who(
                        caller.role(),
                        caller.operatorId(),
                        caller.wallets(),
                        caller.actsFor("bank-a"),
                        caller.holds("0101000000000017")));
    }
}
