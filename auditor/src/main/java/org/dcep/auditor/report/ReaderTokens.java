package org.dcep.auditor.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** Verifies bearer tokens as the services do: ES256, the issuer, the expiry, and a role that may see everything. */
public final class ReaderTokens {
    private static final Set<String> ROLES = Set.of("auditor", "central-bank");

    private final JwtConsumer verifier;

    /** What a token is good for here. */
    public enum Standing {
        /** Not a genuine token. */
        NOBODY,
        /** Genuine, but of a role that may not see everything. */
        OTHER,
        READER
    }

    /**
     * @param key a PEM file, as path or {@code file:} location, or the address of a JWKS
     * @throws IllegalArgumentException if there is no such key
     */
    public ReaderTokens(String key, String issuer) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(issuer)
                .setSkipDefaultAudienceValidation()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        if (key.startsWith("https:") || key.startsWith("http:")) {
            builder.setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(key)));
        } else {
            builder.setVerificationKey(publicKey(key));
        }
        this.verifier = builder.build();
    }

    private static PublicKey publicKey(String location) {
        try {
            Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            String body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key for tokens at " + location, e);
        }
    }

    /** Judges the value of an {@code Authorization} header, which may be null. */
    public Standing standing(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Standing.NOBODY;
        }
        try {
            List<String> groups =
                    verifier.processToClaims(authorization.substring(7).strip()).getStringListClaimValue("groups");
            boolean reads = groups != null && groups.stream().anyMatch(ROLES::contains);
            return reads ? Standing.READER : Standing.OTHER;
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Standing.NOBODY;
        }
    }
}
