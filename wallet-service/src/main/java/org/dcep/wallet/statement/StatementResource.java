package org.dcep.wallet.statement;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dcep.wallet.enrolment.WalletRegistry;
import org.dcep.web.Page;
import org.dcep.web.Problems;
import org.dcep.web.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Statements with balances, in the form that the client asks for. */
@Path("/v1/wallets/{walletId}/statement")
@Tag(name = "Wallets")
public class StatementResource {
    private final WalletRegistry registry;
    private final MakeStatement statements;

    StatementResource(WalletRegistry registry, MakeStatement statements) {
        this.registry = registry;
        this.statements = statements;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, StatementCsv.MEDIA_TYPE, MediaType.APPLICATION_XML})
    @RolesAllowed({Role.Names.HOLDER, Role.Names.OPERATOR, Role.Names.AUDITOR})
    @Operation(
            operationId = "getStatement",
            summary = "A wallet's statement of one day or of some: opening balance, entries, closing balance",
            description =
                    "Give date, or from and to, which are days in Asia/Shanghai and both belong to the statement, at"
                            + " most 366. A long statement comes in pages: ask on with after, as next, or the Link header, says."
                            + " application/xml is camt.053.001.08; text/csv has a line for either balance.")
    @APIResponse(
            responseCode = "200",
            description = "The statement or a page of it, whose entries give its closing balance",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StatementPage.class)),
                @Content(mediaType = StatementCsv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_XML, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<Object>> statement(
            @PathParam("walletId") String walletId,
            @QueryParam("date") String date,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        StatementPeriod period = StatementPeriod.of(date, from, to);
        long last = Page.after(after, 0);
        int most = Page.limit(limit);
        return registry.visible(walletId)
                .chain(wallet -> statements.page(wallet, period, last, most))
                .map(page -> response(page, Form.of(headers.getAcceptableMediaTypes()), uri));
    }

    /** What a statement is written as; the order of the constants is what a client gets that does not mind. */
    private enum Form {
        JSON(MediaType.APPLICATION_JSON, page -> page),
        CSV(StatementCsv.MEDIA_TYPE, StatementCsv::text),
        CAMT_053(MediaType.APPLICATION_XML, StatementXml::text);

        private final MediaType type;
        private final Function<StatementPage, Object> written;

        Form(String type, Function<StatementPage, Object> written) {
            this.type = MediaType.valueOf(type).withCharset("UTF-8");
            this.written = written;
        }

        /** The best of what is accepted, best first; that one of them is, has been seen to before. */
        static Form of(List<MediaType> accepted) {
            return accepted.stream()
                    .flatMap(wanted -> Arrays.stream(values()).filter(form -> form.type.isCompatible(wanted)))
                    .findFirst()
                    .orElseThrow(() -> Problems.notAcceptable().asException());
        }
    }

    /** CSV and XML have no place of their own for the way to the next page. */
    private static RestResponse<Object> response(StatementPage page, Form form, UriInfo uri) {
        RestResponse.ResponseBuilder<Object> response =
                RestResponse.ResponseBuilder.ok(form.written.apply(page)).type(form.type);
        if (page.next() != null) {
            UriBuilder next = uri.getRequestUriBuilder().replaceQueryParam("after", page.next());
            response.header(HttpHeaders.LINK, "<" + next.build() + ">; rel=\"next\"");
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }
}
