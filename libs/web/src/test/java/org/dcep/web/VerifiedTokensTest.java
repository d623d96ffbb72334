package org.dcep.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final JWTAuthContextInfo CONTEXT = new JWTAuthContextInfo();

    private final List<String> verified = new ArrayList<>();
    private final Verification verification = new Verification();

    /** Takes every token but those that begin with "forged", until second 100. */
    private final class Verification extends JWTCallerPrincipalFactory {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
            verified.add(token);
            if (token.startsWith("forged")) {
                throw new ParseException("no");
            }
            JwtClaims claims = new JwtClaims();
            claims.setSubject(token);
            claims.setExpirationTime(NumericDate.fromSeconds(100));
            return new DefaultJWTCallerPrincipal(claims);
        }
    }

    @Test
    void sameTokenIsVerifiedOnce() throws ParseException {
        VerifiedTokens tokens = at(50);
        assertThat(tokens.parse("a", CONTEXT)).isSameAs(tokens.parse("a", CONTEXT));
        assertThat(tokens.parse("b", CONTEXT).getSubject()).isEqualTo("b");
        assertThat(verified).containsExactly("a", "b");
    }

    @Test
    void expiredTokenIsNotTakenFromMemory() throws ParseException {
        VerifiedTokens tokens = at(100);
        tokens.parse("a", CONTEXT);
        tokens.parse("a", CONTEXT);
        assertThat(verified).containsExactly("a", "a");
    }

    @Test
    void refusedTokenIsRefusedAgain() {
        VerifiedTokens tokens = at(50);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse("forged", CONTEXT)).isInstanceOf(ParseException.class);
        }
        assertThat(verified).containsExactly("forged", "forged");
    }

    private VerifiedTokens at(long epochSecond) {
        return new VerifiedTokens(verification, Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }
}
