package org.dcep.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key pair that lives as long as the tests. */
public class TokenKeys implements QuarkusTestResourceLifecycleManager {
    private static final KeyPair KEYS = generate();

    static String token(Role role) {
        return token(role, Map.of());
    }

    static String token(Role role, Map<String, Object> claims) {
        return token(role, claims, KEYS.getPrivate());
    }

    static String forgedToken(Role role) {
        return token(role, Map.of(), generate().getPrivate());
    }

    private static String token(Role role, Map<String, Object> claims, PrivateKey key) {
        var builder = Jwt.issuer("https://dcep.example/issuer")
                .subject("somebody")
                .upn("somebody")
                .groups(role.roleName())
                .expiresIn(600);
        claims.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                builder.claim(name, list);
            } else {
                builder.claim(name, value);
            }
        });
        return builder.jws()
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(key);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        String key = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        return Map.of("mp.jwt.verify.publickey", "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n");
    }

    @Override
    public void stop() {}
}
