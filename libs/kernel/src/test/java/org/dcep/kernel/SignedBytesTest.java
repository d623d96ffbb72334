package org.dcep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that parties outside this project sign: a change here breaks every client. */
class SignedBytesTest {
    private static final UUID ID = UUID.fromString("0193e9a0-0000-7000-8000-0000000000AB");
    private static final UUID QUOTE = UUID.fromString("0193e9a0-0000-7000-8000-0000000000CD");
    private static final String PAYER = "0010001000000017";
    private static final String PAYEE = "0020002000000024";
    private static final Instant EXPIRES = Instant.parse("2026-11-24T02:00:00Z");

    private static PaymentOrder order(String reference) {
        return new PaymentOrder(ID, PAYER, PAYEE, fen(1_234), fen(5), EXPIRES, reference);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void anOrderIsNineLinesWithoutTrailingLineFeed() {
        assertThat(text(order("rent").signedBytes("sandbox")))
                .isEqualTo("dcep-payment-v1\nsandbox\n0193e9a0-0000-7000-8000-0000000000ab\n0010001000000017\n"
                        + "0020002000000024\n1234\n5\n2026-11-24T02:00:00Z\nrent");
    }

    @Test
    void anEmptyReferenceIsAnEmptyLastLine() {
        assertThat(text(order("").signedBytes("sandbox"))).endsWith("2026-11-24T02:00:00Z\n");
    }

    @Test
    void wholeMinutesKeepTheirSeconds() {
        assertThat(text(order("").signedBytes("sandbox"))).contains("02:00:00Z");
    }

    @Test
    void aTradeIsTenLines() {
        TradeOrder trade = new TradeOrder(ID, "hk", QUOTE, "dapp", "HKD", 10_900, PAYEE, fen(10_000));
        assertThat(text(trade.signedBytes("sandbox")))
                .isEqualTo("dcep-corridor-v1\nsandbox\nhk\n0193e9a0-0000-7000-8000-0000000000ab\n"
                        + "0193e9a0-0000-7000-8000-0000000000cd\ndapp\nHKD\n10900\n0020002000000024\n10000");
    }

    @Test
    void aQuoteNamesBothLegsInAReferenceThatIsNeverTooLong() {
        assertThat(new QuoteReference(QUOTE, 10_900, "HKD", "maker").text())
                .isEqualTo("quote 0193e9a0-0000-7000-8000-0000000000cd for 10900 HKD to maker");
        String longest = new QuoteReference(QUOTE, Money.MAX_FEN, "HKD", "m".repeat(32)).text();
        assertThat(PaymentOrder.isPrintable(longest)).isTrue();
    }

    @Test
    void aCoinIsSevenLines() {
        Coin coin = new Coin(ID, fen(500), "icbc", EXPIRES, "0123456789abcdef");
        assertThat(text(coin.signedBytes("sandbox")))
                .isEqualTo("dcep-coin-v1\nsandbox\n0193e9a0-0000-7000-8000-0000000000ab\n500\nicbc\n"
                        + "2026-11-24T02:00:00Z\n0123456789abcdef");
    }

    @Test
    void aLeafIsThirteenLines() {
        LogLeaf leaf = new LogLeaf(ID, "icbc", 7, "boc", PAYER, PAYEE, 1_234, 21_000, 1, 3, EXPIRES);
        assertThat(text(leaf.bytes("sandbox")))
                .isEqualTo("dcep-leaf-v1\nsandbox\n0193e9a0-0000-7000-8000-0000000000ab\nicbc\n7\nboc\n"
                        + "0010001000000017\n0020002000000024\n1234\n21000\n1\n3\n2026-11-24T02:00:00Z");
    }

    @Test
    void aHeadNamesTheOneBeforeItAndACosignatureTheLogAlone() {
        LogState log = new LogState(5, "ab".repeat(32));
        LogHead head = new LogHead("icbc", log, LogState.EMPTY, EXPIRES, "0123456789abcdef");
        assertThat(text(head.signedBytes("sandbox")))
                .isEqualTo("dcep-log-head-v1\nsandbox\nicbc\n5\n" + "ab".repeat(32) + "\n0\n"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
                        + "2026-11-24T02:00:00Z\n0123456789abcdef");
        assertThat(text(LogHead.cosignedBytes("sandbox", "icbc", log, EXPIRES, "0123456789abcdef")))
                .isEqualTo("dcep-log-cosign-v1\nsandbox\nicbc\n5\n" + "ab".repeat(32)
                        + "\n2026-11-24T02:00:00Z\n0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AB", "zz"})
    void aRootIs64LowerCaseHexadecimalDigits(String digits) {
        assertThatThrownBy(() -> new LogState(1, digits.repeat(32))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogState(-1, "ab".repeat(32))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "tab\t", "\u202eevil", "\u0000", "\ud800", "\u2028"})
    void aReferenceHasPrintableCharactersOnly(String reference) {
        assertThatThrownBy(() -> order(reference)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReferenceHasAtMost140CharactersWhateverTheirBytes() {
        assertThat(order("汉".repeat(140)).reference()).hasSize(140);
        assertThat(order("😀".repeat(140)).reference()).hasSize(280);
        assertThatThrownBy(() -> order("x".repeat(141))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersThatMakeNoSenseCannotBeMade() {
        assertThatThrownBy(() -> new PaymentOrder(ID, PAYER, PAYEE, fen(0), fen(0), EXPIRES, ""))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new PaymentOrder(ID, "1", PAYEE, fen(1), fen(0), EXPIRES, ""))
                .hasMessageContaining("16 digits");
        assertThatThrownBy(() -> new PaymentOrder(ID, PAYER, PAYEE, fen(1), fen(0), EXPIRES.plusMillis(1), ""))
                .hasMessageContaining("whole seconds");
    }
}
