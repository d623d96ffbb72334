package org.dcep.issuer.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.jwt.util.ResourceUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import org.dcep.crypto.Base64Url;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ES256 key pair (P-256 and SHA-256) of the tokens, and its public half as a JSON Web Key Set (RFC 7517). */
@ApplicationScoped
class TokenKey {
    private static final int COORDINATE_BYTES = 32;

    private final PrivateKey privateKey;
    private final String keyId;
    private final JsonNode keySet;

    /**
     * @param publicLocation a PEM file, or a key set, which is then published as it is
     */
    TokenKey(
            @ConfigProperty(name = "smallrye.jwt.sign.key.location") String privateLocation,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String publicLocation,
            ObjectMapper json)
            throws IOException, GeneralSecurityException {
        this.privateKey =
                KeyUtils.decodePrivateKey(ResourceUtils.readResource(privateLocation), SignatureAlgorithm.ES256);
        String published = ResourceUtils.readResource(publicLocation);
        this.keySet = published.stripLeading().startsWith("{")
                ? json.readTree(published)
                : keySet(json, (ECPublicKey) KeyUtils.decodePublicKey(published, SignatureAlgorithm.ES256));
        this.keyId = keySet.path("keys").path(0).path("kid").asText();
    }

    private static JsonNode keySet(ObjectMapper json, ECPublicKey key) throws GeneralSecurityException {
        String x = coordinate(key.getW().getAffineX());
        String y = coordinate(key.getW().getAffineY());
        var set = json.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", x)
                .put("y", y)
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", thumbprint(x, y));
        return set;
    }

    /** RFC 7638: SHA-256 over the required members in lexicographic order. */
    private static String thumbprint(String x, String y) throws GeneralSecurityException {
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    /** Big-endian, 32 bytes, whatever sign or length the number's own bytes have. */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64Url.encode(fixed);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    String keyId() {
        return keyId;
    }

    JsonNode keySet() {
        return keySet;
    }
}
