package org.dcep.wallet.statement;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.dcep.kernel.WalletId;
import org.dcep.web.Caller;
import org.dcep.web.Page;
import org.dcep.web.ProblemException;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** New entries of a wallet as server-sent events. */
@Path("/v1/wallets/{walletId}/events")
@Tag(name = "Wallets")
public class WalletEventResource {
    private final Caller caller;
    private final Statements statements;
    private final EntryStream stream;
    private final Sse sse;

    WalletEventResource(Caller caller, Statements statements, EntryStream stream, Sse sse) {
        this.caller = caller;
        this.statements = statements;
        this.stream = stream;
        this.sse = sse;
    }

    @GET
    @RolesAllowed(Role.Names.HOLDER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "streamEvents",
            summary = "Payments in and out, as they happen",
            description = "Server-sent events named entry; the id is the entry's seq, the data the same document as in "
                    + "the statement. With Last-Event-ID the stream continues behind that entry, without it at the "
                    + "present. A comment now and then is a sign of life. The stream ends after a while: come again "
                    + "with Last-Event-ID.")
    @APIResponse(
            responseCode = "200",
            description = "The stream; each event's data is an entry",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = StatementLine.class)))
    public Multi<OutboundSseEvent> stream(
            @PathParam("walletId") String walletId,
            @HeaderParam("Last-Event-ID") @Parameter(description = "seq of the last entry that the client has")
                    String lastEventId) {
        long last = lastSeen(lastEventId);
        // A stream cannot take back its status once it has begun, so everything is asked before. That the wallet exists
        // is what the operator said when it had the holder's token made.
        if (!caller.holds(walletId) || !WalletId.hasShape(walletId)) {
            throw Problems.notFound().asException();
        }
        stream.requireRoom();
        long wallet = Long.parseLong(walletId);
        return start(wallet, last)
                .onItem()
                .transformToMulti(from -> stream.of(wallet, from))
                .onItem()
                .transformToMultiAndConcatenate(this::events);
    }

    private Uni<Long> start(long wallet, long last) {
        return last < 0 ? statements.newest(wallet) : Uni.createFrom().item(last);
    }

    private Multi<OutboundSseEvent> events(List<EntryRow> entries) {
        return entries.isEmpty()
                ? Multi.createFrom().item(sse.newEventBuilder().comment("alive").build())
                : Multi.createFrom().iterable(entries).map(this::event);
    }

    private OutboundSseEvent event(EntryRow entry) {
        return sse.newEventBuilder()
                .id(Long.toString(entry.seq()))
                .name("entry")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(StatementLine.class, StatementLine.of(entry))
                .build();
    }

    /** Below 0 if the client has nothing yet. */
    private static long lastSeen(String lastEventId) {
        try {
            return Page.after(lastEventId, -1);
        } catch (ProblemException e) {
            throw Problems.malformed("Last-Event-ID", "must be the id of an event of this stream")
                    .asException();
        }
    }
}
