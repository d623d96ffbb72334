package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;

/** Whether a receipt is what an operator signed, decided from the receipt and the operators' public keys alone. */
record ReceiptCheck(boolean isGenuine, String says) {

    static ReceiptCheck of(JsonNode document, JsonNode keys, String network) {
        try {
            Receipt receipt = receipt(document);
            Optional<VerifyingKey> key = key(keys, receipt.keyId());
            if (key.isEmpty()) {
                return new ReceiptCheck(false, "NOT GENUINE: no known key has the id " + receipt.keyId());
            }
            byte[] signature = Base64Url.decode(document.path("signature").asText());
            boolean genuine = key.get().verifies(receipt.signedBytes(network), signature);
            return genuine
                    ? new ReceiptCheck(
                            true,
                            "genuine: payment " + receipt.paymentId() + " of " + receipt.amount() + " is "
                                    + receipt.state())
                    : new ReceiptCheck(false, "NOT GENUINE: the signature does not belong to this receipt");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new ReceiptCheck(false, "NOT GENUINE: not a receipt: " + e.getMessage());
        }
    }

    private static Receipt receipt(JsonNode document) {
        return new Receipt(
                UUID.fromString(document.path("paymentId").asText()),
                document.path("payer").asText(),
                document.path("payee").asText(),
                Money.fen(document.path("amountFen").asLong(-1)),
                Money.fen(document.path("gasFeeFen").asLong(-1)),
                document.path("state").asText(),
                document.path("reason").asText(""),
                document.path("orderDigest").asText(),
                Instant.parse(document.path("decidedAt").asText()),
                document.path("keyId").asText());
    }

    private static Optional<VerifyingKey> key(JsonNode keys, String keyId) {
        for (JsonNode key : keys.path("keys")) {
            if (key.path("keyId").asText().equals(keyId)) {
                return SignatureAlgorithm.named(key.path("algorithm").asText())
                        .map(algorithm -> VerifyingKey.of(
                                algorithm,
                                Base64Url.decode(key.path("publicKey").asText())));
            }
        }
        return Optional.empty();
    }
}
