package org.dcep.simulator.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A client of the issuer's token endpoint, or a fixed token; renews a token before it runs out. Thread-safe. */
public final class Credentials {
    private static final String CLIENT = "grant_type=client_credentials&client_id=%s&client_secret=%s";

    private final RestClient rest;
    private final URI tokens;
    private final Optional<String> form;
    private final Clock clock;
    private String bearer;
    private Instant renewAt = Instant.MIN;

    private Credentials(RestClient rest, URI tokens, Optional<String> form, Clock clock) {
        this.rest = rest;
        this.tokens = tokens;
        this.form = form;
        this.clock = clock;
    }

    /** Tokens for {@code clientId} from {@code issuer}. */
    public static Credentials of(RestClient rest, URI issuer, String clientId, String clientSecret) {
        String form = CLIENT.formatted(encoded(clientId), encoded(clientSecret));
        return new Credentials(rest, issuer.resolve("/v1/tokens"), Optional.of(form), Clock.systemUTC());
    }

    /** A token that the caller brought, never renewed. */
    public static Credentials ofToken(String token) {
        Credentials fixed = new Credentials(null, null, Optional.empty(), Clock.systemUTC());
        fixed.bearer = token;
        fixed.renewAt = Instant.MAX;
        return fixed;
    }

    boolean renewable() {
        return form.isPresent();
    }

    /** A token that is valid for a good while. */
    public synchronized String bearer() {
        if (bearer == null || !clock.instant().isBefore(renewAt)) {
            renew();
        }
        return bearer;
    }

    /** Drops {@code refused} if it is still the current token; another thread may have renewed it already. */
    synchronized void forget(String refused) {
        if (refused.equals(bearer)) {
            bearer = null;
        }
    }

    private void renew() {
        Instant asked = clock.instant();
        var token = rest.send(Request.form(tokens, form.orElseThrow())).as(Token.class);
        bearer = token.access_token();
        renewAt = asked.plusSeconds(token.expires_in() * 4 / 5);
    }

    private record Token(String access_token, long expires_in) {}

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
