package org.dcep.simulator.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.MlDsaVerifyingKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.client.Connection;

/**
 * The keys that a check may rest on: what {@code GET /v1/keys} of the three services say, in one list. A key counts for
 * its purpose only, so that nobody signs in another's place.
 */
public record PublicKeys(JsonNode document) {
    /** What a key is published for. */
    enum Purpose {
        OPERATOR("receipts"),
        SETTLEMENT("log-heads"),
        CENTRAL_BANK("coins-policies-and-logs");

        private final String published;

        Purpose(String published) {
            this.published = published;
        }
    }

    /** What the three services publish now. */
    public static PublicKeys of(Connection connection) {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        for (JsonNode published : List.of(
                connection.issuer().keys(),
                connection.wallets().keys(),
                connection.settlement().keys())) {
            published.path("keys").forEach(keys::add);
        }
        return new PublicKeys(JsonNodeFactory.instance.objectNode().set("keys", keys));
    }

    /** An Ed25519 or SM2 key; empty if no such key is published for the purpose. */
    Optional<VerifyingKey> key(String keyId, Purpose purpose) {
        return entry(keyId, purpose)
                .flatMap(entry -> SignatureAlgorithm.named(
                                entry.path("algorithm").asText())
                        .map(algorithm -> VerifyingKey.of(algorithm, raw(entry))))
                .filter(key -> key.keyId().equals(keyId));
    }

    /** Settlement's second key; empty if it is not published. */
    Optional<MlDsaVerifyingKey> mlDsaKey(String keyId) {
        return entry(keyId, Purpose.SETTLEMENT)
                .filter(entry -> entry.path("algorithm").asText().equals(MlDsaVerifyingKey.ALGORITHM))
                .map(entry -> MlDsaVerifyingKey.of(raw(entry)))
                .filter(key -> key.keyId().equals(keyId));
    }

    /** The operator in whose name the key signs; empty if the list does not say. */
    String operatorOf(String keyId) {
        return entry(keyId, Purpose.OPERATOR)
                .map(entry -> entry.path("operatorId").asText(""))
                .orElse("");
    }

    private Optional<JsonNode> entry(String keyId, Purpose purpose) {
        for (JsonNode key : document.path("keys")) {
            if (key.path("keyId").asText().equals(keyId)
                    && key.path("purpose").asText().equals(purpose.published)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static byte[] raw(JsonNode entry) {
        return Base64Url.decode(entry.path("publicKey").asText());
    }
}
