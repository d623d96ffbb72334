package org.dcep.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.crypto.Base64Url;

/**
 * Bearer tokens as the issuer makes them (JWT, ES256), signed with the key that {@link DcepStack} gives to services.
 *
 * <pre>{@code
 * given().auth().oauth2(Tokens.operator("bank-a")).get("/v1/operators/bank-a/vault");
 * }</pre>
 */
public final class Tokens {
    public static final String ISSUER = "https://dcep.example/issuer";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.systemUTC();

    private final Map<String, Object> claims = new LinkedHashMap<>();
    private PrivateKey key;

    private Tokens(String subject, String role) {
        claims.put("iss", ISSUER);
        claims.put("sub", subject);
        claims.put("upn", subject);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("groups", List.of(role));
        expiringIn(Duration.ofHours(1));
    }

    public static String centralBank() {
        return of("central-bank", "central-bank").text();
    }

    /** The token of the bank {@code operatorId}. */
    public static String operator(String operatorId) {
        return of(operatorId, "operator").with("operator", operatorId).text();
    }

    /** The token of a person or firm that holds {@code walletIds}. */
    public static String holder(String... walletIds) {
        return of("holder", "holder").with("wallets", List.of(walletIds)).text();
    }

    public static String auditor() {
        return of("auditor", "auditor").text();
    }

    public static String settlement() {
        return of("settlement", "settlement").text();
    }

    /** A token to be made, for the unusual ones; {@code role} is the value of the claim {@code groups}. */
    public static Tokens of(String subject, String role) {
        return new Tokens(subject, role);
    }

    /** Sets a claim; null removes it. */
    public Tokens with(String claim, Object value) {
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return this;
    }

    /** A negative duration makes a token that has expired. */
    public Tokens expiringIn(Duration validity) {
        long now = CLOCK.instant().getEpochSecond();
        claims.put("iat", Math.min(now, now + validity.toSeconds()));
        claims.put("exp", now + validity.toSeconds());
        return this;
    }

    /** Signs with a new key that nobody trusts. */
    public Tokens signedByAStranger() {
        try {
            key = TokenKeys.privateKey(TokenKeys.generate().privatePem());
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** The token. */
    public String text() {
        String header = part(Map.of("alg", "ES256", "typ", "JWT"));
        String signed = header + "." + part(claims);
        try {
            Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
            es256.initSign(key == null ? sharedKey() : key);
            es256.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64Url.encode(es256.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the token cannot be signed", e);
        }
    }

    private static PrivateKey sharedKey() throws GeneralSecurityException, IOException {
        return TokenKeys.privateKey(Files.readString(TestServers.tokenPrivateKeyFile()));
    }

    private static String part(Map<String, Object> content) {
        try {
            return Base64Url.encode(JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a claim cannot be written as JSON", e);
        }
    }
}
