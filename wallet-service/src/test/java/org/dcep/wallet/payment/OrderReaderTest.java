package org.dcep.wallet.payment;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.wallet.payment.OrderReading.Malformed;
import org.dcep.wallet.payment.OrderReading.Readable;
import org.dcep.web.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ID = "0f0c2e9a-7c41-4d3e-9a53-3f8f0f3d1c11";
    private static final String SIGNATURE = Base64Url.encode(new byte[64]);
    private static final String GOOD = """
        {"order": {"id": "%s", "payer": "0010001000000017", "payee": "0010002000000024", "amountFen": 1250,
         "maxGasFeeFen": 10, "expiresAt": "2026-11-23T12:05:00Z", "reference": "tea \u8336"},
         "signature": "%s"}\
        """.formatted(ID, SIGNATURE);

    @Test
    void readsEveryField() {
        PaymentOrder order = readable(GOOD).order();
        assertThat(order)
                .isEqualTo(new PaymentOrder(
                        UUID.fromString(ID),
                        "0010001000000017",
                        "0010002000000024",
                        new Money(1250),
                        new Money(10),
                        Instant.parse("2026-11-23T12:05:00Z"),
                        "tea \u8336"));
        assertThat(readable(GOOD).signature()).isEqualTo(new byte[64]);
    }

    @Test
    void takesAnAbsentReferenceAsEmpty() {
        assertThat(readable(GOOD.replace(", \"reference\": \"tea \u8336\"", ""))
                        .order()
                        .reference())
                .isEmpty();
    }

    @Test
    void takesTheSignatureBeforeTheOrder() {
        String swapped = "{\"signature\": \"" + SIGNATURE + "\", "
                + GOOD.substring(1, GOOD.indexOf("\"signature\"")).strip().replaceAll(",$", "") + "}";
        assertThat(readable(swapped).order()).isEqualTo(readable(GOOD).order());
    }

    @Test
    void takesALineOutOfTheMiddle() {
        byte[] body = ("x\n" + GOOD + "\ny").getBytes(UTF_8);
        OrderReading reading = OrderReader.read(body, 2, body.length - 4, "sandbox", NOW);
        assertThat(reading).isInstanceOf(Readable.class);
    }

    @Test
    void takesASignatureThatIsNoneAsOneOfNoBytes() {
        assertThat(readable(GOOD.replace(SIGNATURE, "")).signature()).isEmpty();
        assertThat(readable(GOOD.replace(SIGNATURE, "+/==")).signature()).isEmpty();
    }

    @Test
    void takesTenMinutesAheadAndThePast() {
        readable(GOOD.replace("12:05:00Z", "12:10:00Z"));
        readable(GOOD.replace("2026-11-23T12:05:00Z", "1999-01-01T00:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refuses(String what, String json, String field) {
        assertThat(violations(json.getBytes(UTF_8)))
                .extracting(Violation::field)
                .contains(field);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("nothing", "", ""),
                row("white space", " \r\t ", ""),
                row("null", "null", ""),
                row("an array", "[" + GOOD + "]", ""),
                row("a string", "\"order\"", ""),
                row("an empty object", "{}", "order"),
                row("no signature", GOOD.replaceAll(",\\s*\"signature\": \"[^\"]*\"", ""), "signature"),
                row("truncated", GOOD.substring(0, GOOD.length() - 1), ""),
                row("trailing brace", GOOD + "}", ""),
                row("trailing object", GOOD + " {}", ""),
                row("trailing text", GOOD + " x", ""),
                row("comment", "/* */" + GOOD, ""),
                row("single quotes", GOOD.replace('"', '\''), ""),
                row("trailing comma", GOOD.replace("\"}", "\",}"), ""),
                row("unknown field", GOOD.replace("\"signature\"", "\"fee\": 1, \"signature\""), "fee"),
                row("unknown order field", order("\"id\"", "\"x\": {\"y\": [1]}, \"id\""), "order.x"),
                row("case of a name", order("amountFen", "AmountFen"), "order.AmountFen"),
                row("order twice", GOOD.replace("\"signature\"", "\"order\": {}, \"signature\""), "order"),
                row(
                        "signature twice",
                        GOOD.replace("\"signature\"", "\"signature\": \"\", \"signature\""),
                        "signature"),
                row("null signature", GOOD.replace("\"" + SIGNATURE + "\"", "null"), "signature"),
                row("null order", "{\"order\": null, \"signature\": \"\"}", "order"),
                row("order as string", "{\"order\": \"\", \"signature\": \"\"}", "order"),
                row(
                        "amount twice",
                        order("\"maxGasFeeFen\"", "\"amountFen\": 1250, \"maxGasFeeFen\""),
                        "order.amountFen"),
                row("amount by escape twice", order("\"id\"", "\"am\\u006funtFen\": 1, \"id\""), "order.amountFen"),
                row("amount missing", order("\"amountFen\": 1250,", ""), "order.amountFen"),
                amount("0"),
                amount("-1"),
                amount("-0"),
                amount("1.0"),
                amount("0.001"),
                amount("1e3"),
                amount("1E400"),
                amount("9007199254740992"),
                amount("9223372036854775807"),
                amount("9223372036854775808"),
                amount("1" + "0".repeat(400)),
                amount("null"),
                amount("\"1250\""),
                amount("true"),
                amount("[1250]"),
                amount("{\"fen\": 1250}"),
                row("leading zero", order("1250", "01250"), ""),
                row("leading plus", order("1250", "+1250"), ""),
                row("NaN", order("1250", "NaN"), ""),
                row("infinity", order("1250", "Infinity"), ""),
                row("hexadecimal", order("1250", "0x10"), ""),
                row("negative fee", order("\"maxGasFeeFen\": 10", "\"maxGasFeeFen\": -1"), "order.maxGasFeeFen"),
                row("upper-case id", order(ID, ID.toUpperCase()), "order.id"),
                row("short id", order(ID, "1-1-1-1-1"), "order.id"),
                row("id without hyphens", order(ID, ID.replace("-", "")), "order.id"),
                row("number as id", order("\"" + ID + "\"", "1"), "order.id"),
                row("short payer", order("0010001000000017", "001000100000017"), "order.payer"),
                row("payer with a letter", order("0010001000000017", "001000100000001a"), "order.payer"),
                row("payer in other digits", order("0010001000000017", "\u0660010001000000017"), "order.payer"),
                row("number as payee", order("\"0010002000000024\"", "10002000000024"), "order.payee"),
                row("fractional seconds", order("12:05:00Z", "12:05:00.5Z"), "order.expiresAt"),
                row("zero fraction", order("12:05:00Z", "12:05:00.000Z"), "order.expiresAt"),
                row("offset", order("12:05:00Z", "12:05:00+00:00"), "order.expiresAt"),
                row("lower-case z", order("12:05:00Z", "12:05:00z"), "order.expiresAt"),
                row("no seconds", order("12:05:00Z", "12:05Z"), "order.expiresAt"),
                row("leap second", order("12:05:00Z", "23:59:60Z"), "order.expiresAt"),
                row("no such day", order("2026-11-23", "2026-02-30"), "order.expiresAt"),
                row("too far ahead", order("12:05:00Z", "12:10:01Z"), "order.expiresAt"),
                row("far future", order("2026-11-23", "9999-12-31"), "order.expiresAt"),
                row("line feed in reference", order("tea", "te\\na"), "order.reference"),
                row("NUL in reference", order("tea", "te\\u0000a"), "order.reference"),
                row("half surrogate", order("tea", "te\\ud800a"), "order.reference"),
                row("right-to-left override", order("tea", "te\\u202ea"), "order.reference"),
                row("141 characters", order("tea \u8336", "a".repeat(141)), "order.reference"),
                row("null reference", order("\"tea \u8336\"", "null"), "order.reference"),
                row("raw control character", order("tea", "te\u0001a"), ""),
                row("long string", order("tea", "a".repeat(5_000)), ""),
                row("long name", order("\"id\"", "\"" + "a".repeat(5_000) + "\": 1, \"id\""), ""),
                row("deep nesting", order("\"id\"", "\"x\": " + "[".repeat(100_000) + ", \"id\""), ""));
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(violations(GOOD.getBytes(UTF_16LE))).isNotEmpty();
        assertThat(violations(("\ufeff" + GOOD).getBytes(UTF_8))).isNotEmpty();
        byte[] overlong = GOOD.getBytes(UTF_8);
        int tea = GOOD.indexOf("tea");
        overlong[tea] = (byte) 0xc1;
        overlong[tea + 1] = (byte) 0xa5;
        assertThat(violations(overlong)).isNotEmpty();
        byte[] broken = GOOD.getBytes(UTF_8);
        broken[tea] = (byte) 0xff;
        assertThat(violations(broken)).isNotEmpty();
    }

    @Test
    void namesEveryMissingFieldAtOnce() {
        assertThat(violations("{\"order\": {}}".getBytes(UTF_8)))
                .extracting(Violation::field)
                .containsExactly(
                        "order.id",
                        "order.payer",
                        "order.payee",
                        "order.amountFen",
                        "order.maxGasFeeFen",
                        "order.expiresAt",
                        "signature");
    }

    @Test
    void namesAtMostTwentyViolations() {
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            many.append("\"f").append(i).append("\": 1, ");
        }
        assertThat(violations((many + GOOD.substring(1)).getBytes(UTF_8))).hasSize(20);
    }

    private static Arguments row(String what, String json, String field) {
        return Arguments.of(what, json, field);
    }

    private static Arguments amount(String literal) {
        String shown = literal.length() > 40 ? literal.length() + " digits" : literal;
        return row("amount " + shown, order("\"amountFen\": 1250", "\"amountFen\": " + literal), "order.amountFen");
    }

    private static String order(String target, String replacement) {
        String changed = GOOD.replace(target, replacement);
        assertThat(changed).isNotEqualTo(GOOD);
        return changed;
    }

    private static SignedOrder readable(String json) {
        OrderReading reading = OrderReader.read(json.getBytes(UTF_8), "sandbox", NOW);
        assertThat(reading).isInstanceOf(Readable.class);
        return ((Readable) reading).order();
    }

    private static List<Violation> violations(byte[] json) {
        OrderReading reading = OrderReader.read(json, "sandbox", NOW);
        assertThat(reading).isInstanceOf(Malformed.class);
        return ((Malformed) reading).violations();
    }
}
