package org.dcep.simulator.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dcep.simulator.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptCheckTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "reference", "examples");
    private static final ReceiptDocuments DOCUMENTS = new ReceiptDocuments();
    private final PublicKeys keys = new PublicKeys(DOCUMENTS.keys());

    @Test
    void aCompleteReceiptIsGenuineFromTheOperatorsSignatureToTheCentralBanks() {
        ReceiptCheck check = check(DOCUMENTS.complete());
        assertThat(check.isGenuine()).as(check.says()).isTrue();
        assertThat(check.findings()).hasSize(6);
        assertThat(check.says())
                .contains("operator bank-a signed: payment 0193e9a0-0000-7000-8000-000000000001")
                .contains("it is number 700 of the 1000 payments in the log of operator bank-a")
                .contains("settlement signed it with ML-DSA-65 too")
                .endsWith("genuine");
    }

    @Test
    void anOperatorsReceiptAloneIsCheckedAsFarAsItGoes() {
        ReceiptCheck check = check(DOCUMENTS.operatorsReceipt());
        assertThat(check.isGenuine()).isTrue();
        assertThat(check.says()).contains("holds no proof that the payment is in the log");
        assertThat(ReceiptCheck.of(DOCUMENTS.operatorsReceipt(), keys, "mainnet")
                        .isGenuine())
                .isFalse();
    }

    /** JSON pointers to everything that can be changed in a complete receipt. */
    static List<String> everyValue() {
        List<String> pointers = new ArrayList<>();
        collect(DOCUMENTS.complete(), "", pointers);
        return pointers;
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (node.isValueNode()) {
            pointers.add(pointer);
        }
        node.fieldNames().forEachRemaining(name -> collect(node.get(name), pointer + "/" + name, pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, pointers);
        }
    }

    @ParameterizedTest
    @MethodSource("everyValue")
    void noValueCanBeChanged(String pointer) {
        ObjectNode document = DOCUMENTS.complete();
        change(document, pointer, value -> value.isNumber() ? IntNode.valueOf(value.asInt() + 1) : changed(value));
        assertThat(check(document).isGenuine()).isFalse();
    }

    /** In the middle, because the last character of base64url may carry no information. */
    private static JsonNode changed(JsonNode text) {
        String old = text.asText();
        int at = old.length() / 2;
        if (old.isEmpty()) {
            return TextNode.valueOf("x");
        }
        char other = old.charAt(at) == '1' ? '2' : '1';
        return TextNode.valueOf(old.substring(0, at) + other + old.substring(at + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/receipt/amountFen",
                "/receipt/leaf/amountFen",
                "/receipt/leaf/cycleId",
                "/proof/leafIndex",
                "/proof/head/size"
            })
    void aNumberIsWholeAndNotQuoted(String pointer) {
        for (UnaryOperator<JsonNode> otherForm : List.<UnaryOperator<JsonNode>>of(
                value -> TextNode.valueOf(value.asText()),
                value -> DecimalNode.valueOf(new BigDecimal(value.asText() + ".5")),
                value -> DecimalNode.valueOf(new BigDecimal("1e40")))) {
            ObjectNode document = DOCUMENTS.complete();
            change(document, pointer, otherForm);
            assertThat(check(document).isGenuine()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/proof/path", "/proof/head", "/proof/head/cosignature", "/receipt/leaf", "/receipt/signature"})
    void whatIsMissingDoesNotHold(String pointer) {
        ObjectNode document = DOCUMENTS.complete();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) document.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        assertThat(check(document).isGenuine()).isFalse();
    }

    @Test
    void everyKeyIsNeededAndCountsForItsPurposeOnly() {
        int count = DOCUMENTS.keys().path("keys").size();
        for (int i = 0; i < count; i++) {
            ObjectNode fewer = DOCUMENTS.keys();
            ((ArrayNode) fewer.path("keys")).remove(i);
            ReceiptCheck check = ReceiptCheck.of(DOCUMENTS.complete(), new PublicKeys(fewer), "sandbox");
            assertThat(check.isGenuine()).isFalse();
            assertThat(check.says()).contains("no known key of");
            ObjectNode otherwise = DOCUMENTS.keys();
            ((ObjectNode) otherwise.path("keys").get(i)).put("purpose", "something-else");
            assertThat(ReceiptCheck.of(DOCUMENTS.complete(), new PublicKeys(otherwise), "sandbox")
                            .isGenuine())
                    .isFalse();
        }
    }

    @Test
    void whatIsNoReceiptIsNotGenuine() {
        for (String document : List.of("{}", "[]", "1", "{\"receipt\":{}}", "{\"receipt\":1,\"proof\":2}")) {
            assertThat(check(Json.tree(document.getBytes())).isGenuine())
                    .as(document)
                    .isFalse();
        }
    }

    /** They are what the page is tested with. To accept a change: {@code -Dexamples.refresh=true}. */
    @Test
    void theCommittedExamplesAreTheseDocuments() throws IOException {
        if (Boolean.getBoolean("examples.refresh")) {
            Files.createDirectories(EXAMPLES);
            Files.writeString(EXAMPLES.resolve("receipt.json"), Json.pretty(DOCUMENTS.complete()));
            Files.writeString(EXAMPLES.resolve("keys.json"), Json.pretty(DOCUMENTS.keys()));
        }
        assertThat(Files.readString(EXAMPLES.resolve("receipt.json"))).isEqualTo(Json.pretty(DOCUMENTS.complete()));
        assertThat(Files.readString(EXAMPLES.resolve("keys.json"))).isEqualTo(Json.pretty(DOCUMENTS.keys()));
    }

    private ReceiptCheck check(JsonNode document) {
        return ReceiptCheck.of(document, keys, "sandbox");
    }

    private static void change(ObjectNode document, String pointer, UnaryOperator<JsonNode> change) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent.isArray()) {
            ((ArrayNode) parent).set(Integer.parseInt(name), change.apply(parent.get(Integer.parseInt(name))));
        } else {
            ((ObjectNode) parent).set(name, change.apply(parent.get(name)));
        }
    }
}
