package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.client.Json;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {
    private final SigningKey operator = SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "receipts");
    private final String keyId = operator.verifyingKey().keyId();
    private final JsonNode keys = Json.tree(Json.bytes(Map.of(
            "keys",
            List.of(Map.of(
                    "keyId",
                    keyId,
                    "algorithm",
                    "SM2",
                    "publicKey",
                    Base64Url.encode(operator.verifyingKey().raw()))))));

    @Test
    void aSignedReceiptIsGenuine() {
        assertThat(ReceiptCheck.of(receipt(100), keys, "sandbox").isGenuine()).isTrue();
    }

    @Test
    void anotherAmountNetworkOrKeyIsNot() {
        JsonNode changed = Json.tree(new String(Json.bytes(receipt(100)))
                .replace("\"amountFen\":100", "\"amountFen\":999")
                .getBytes());
        assertThat(ReceiptCheck.of(changed, keys, "sandbox").isGenuine()).isFalse();
        assertThat(ReceiptCheck.of(receipt(100), keys, "mainnet").isGenuine()).isFalse();
        assertThat(ReceiptCheck.of(receipt(100), Json.tree("{}".getBytes()), "sandbox")
                        .says())
                .contains("no known key");
        assertThat(ReceiptCheck.of(Json.tree("{}".getBytes()), keys, "sandbox").isGenuine())
                .isFalse();
    }

    private JsonNode receipt(long fen) {
        Receipt receipt = new Receipt(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                "0010000000000019",
                "0010000000000027",
                Money.fen(fen),
                Money.fen(1),
                "ACCEPTED",
                "",
                "ab".repeat(32),
                Instant.parse("2026-11-24T01:02:03.456Z"),
                keyId);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("paymentId", receipt.paymentId());
        document.put("payer", receipt.payer());
        document.put("payee", receipt.payee());
        document.put("amountFen", fen);
        document.put("gasFeeFen", 1);
        document.put("state", "ACCEPTED");
        document.put("orderDigest", receipt.orderDigest());
        document.put("decidedAt", receipt.decidedAt().toString());
        document.put("keyId", keyId);
        document.put("signature", Base64Url.encode(operator.sign(receipt.signedBytes("sandbox"))));
        return Json.tree(Json.bytes(document));
    }
}
