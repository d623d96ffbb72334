package org.dcep.settlement.notary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dcep.crypto.Sm3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/**
 * The page's script in a JavaScript engine, against the example documents that {@code dcep verify} is tested with.
 */
class VerifyPageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("..", "docs", "reference", "examples");
    private static final String BEGIN = "<script id=\"checker\">";
    private static Context engine;
    private static Scriptable scope;
    private static String page;

    @BeforeAll
    static void load() throws IOException {
        try (InputStream in = VerifyPageTest.class.getResourceAsStream("/META-INF/resources/verify.html")) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        engine = Context.enter();
        engine.setLanguageVersion(Context.VERSION_ES6);
        // Its compiler stumbles over operators on large integers, its interpreter does not.
        engine.setInterpretedMode(true);
        scope = engine.initStandardObjects();
        engine.evaluateString(scope, page.substring(begin, page.indexOf("</script>", begin)), "verify.html", 1, null);
    }

    @AfterAll
    static void leave() {
        Context.exit();
    }

    @Test
    void theExampleIsGenuine() throws IOException {
        JsonNode findings = check(example("receipt.json"), example("keys.json"));
        assertThat(findings.findValuesAsText("says"))
                .contains(
                        "the leaf says the same as the receipt",
                        "it is number 700 of the 1000 payments in the log of operator bank-a");
        assertThat(findings.findValuesAsText("holds")).containsExactly("true", "true", "true", "true", "null", "true");
    }

    @Test
    void anOperatorsReceiptAloneIsCheckedAsFarAsItGoes() throws IOException {
        JsonNode findings = check(example("receipt.json").path("receipt"), example("keys.json"));
        assertThat(findings.findValuesAsText("holds")).containsExactly("true", "null");
    }

    /** The second signature is the one thing that the page leaves to the command line. */
    static List<String> everyValue() throws IOException {
        List<String> pointers = new ArrayList<>();
        collect(example("receipt.json"), "", pointers);
        pointers.removeIf(pointer -> pointer.startsWith("/proof/head/mlDsa/"));
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
    void noValueCanBeChanged(String pointer) throws IOException {
        ObjectNode document = example("receipt.json");
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        JsonNode old = document.at(pointer);
        JsonNode changed = MAPPER.valueToTree(old.isNumber() ? old.asLong() + 1 : changed(old.asText()));
        String name = pointer.substring(slash + 1);
        if (parent.isArray()) {
            ((ArrayNode) parent).set(Integer.parseInt(name), changed);
        } else {
            ((ObjectNode) parent).set(name, changed);
        }
        assertThat(check(document, example("keys.json")).findValuesAsText("holds"))
                .contains("false");
    }

    private static String changed(String old) {
        int at = old.length() / 2;
        return old.isEmpty() ? "x" : old.substring(0, at) + (old.charAt(at) == '1' ? '2' : '1') + old.substring(at + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyKeyIsNeededForItsPurpose(int index) throws IOException {
        ObjectNode keys = example("keys.json");
        ((ObjectNode) keys.path("keys").get(index)).put("purpose", "something-else");
        assertThat(check(example("receipt.json"), keys).findValuesAsText("holds"))
                .contains("false");
    }

    @Test
    void whatIsNoReceiptIsNotGenuine() throws IOException {
        for (String document : List.of("{}", "[]", "1", "{\"receipt\":{}}", "{\"receipt\":1,\"proof\":2}")) {
            assertThat(check(MAPPER.readTree(document), example("keys.json")).findValuesAsText("holds"))
                    .as(document)
                    .contains("false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "a text of more than sixty-four bytes, so that it fills a block and a part of one more"
            })
    void hashesLikeTheLibraries(String text) {
        assertThat(evaluate("toHex(sm3(utf8(" + quoted(text) + ")))"))
                .isEqualTo(Sm3.hex(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(evaluate("toHex(sha256(utf8(" + quoted(text) + ")))")).isEqualTo(jdk("SHA-256", text));
        assertThat(evaluate("toHex(sha512(utf8(" + quoted(text) + ")))")).isEqualTo(jdk("SHA-512", text));
    }

    private static String jdk(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thePageLoadsAndSendsNothing() {
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("fetch(", "XMLHttpRequest", "src=\"", "href=\"", "import(", "WebSocket", "sendBeacon");
    }

    private static JsonNode check(JsonNode document, JsonNode keys) throws IOException {
        return MAPPER.readTree(evaluate("JSON.stringify(checkReceipt(JSON.parse(" + quoted(document.toString())
                + "), JSON.parse(" + quoted(keys.toString()) + ")))"));
    }

    private static String evaluate(String expression) {
        return Context.toString(engine.evaluateString(scope, expression, "test", 1, null));
    }

    private static String quoted(String text) {
        return MAPPER.valueToTree(text).toString();
    }

    private static ObjectNode example(String name) throws IOException {
        return (ObjectNode) MAPPER.readTree(Files.readString(EXAMPLES.resolve(name)));
    }
}
