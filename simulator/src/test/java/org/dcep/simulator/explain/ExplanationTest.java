package org.dcep.simulator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.ledger.Purpose;
import org.dcep.simulator.explain.EarlierEntries.Line;
import org.dcep.simulator.explain.Finding.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    private static final SigningKey ANOTHER_KEY =
            SigningKey.derive(SignatureAlgorithm.ED25519, new byte[32], "another");

    @ParameterizedTest(name = "{0}")
    @MethodSource("truths")
    void everyCheckOfATruePaymentHolds(String name, Supplier<ExplainedPayment> payment, String titles) {
        Explanation explanation = payment.get().explained();
        assertThat(ExplainedPayment.sentences(explanation, Mark.FAILED)).isEmpty();
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.steps().stream().map(Step::title)).containsExactly(titles.split(", "));
    }

    static Stream<Arguments> truths() {
        return Stream.of(
                truth(
                        "inside one operator",
                        ExplainedPayment::insideOneOperator,
                        "order, signature, decision, gas, postings, events, cycle, net position, finality, receipt,"
                                + " log"),
                truth(
                        "between operators",
                        ExplainedPayment::betweenOperators,
                        "order, signature, decision, gas, postings, credit, events, cycle, net position, finality,"
                                + " receipt, log"),
                truth(
                        "pending",
                        ExplainedPayment::pending,
                        "order, signature, decision, gas, postings, credit, events, receipt"),
                truth(
                        "returned",
                        ExplainedPayment::returned,
                        "order, signature, decision, gas, postings, credit, events, receipt"),
                truth("refused", ExplainedPayment::refused, "order, signature, decision, postings, receipt"));
    }

    private static Arguments truth(String name, Supplier<ExplainedPayment> payment, String titles) {
        return Arguments.of(name, payment, titles);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falsehoods")
    void namesWhatIsFalse(String sentence, Supplier<ExplainedPayment> payment, Consumer<ExplainedPayment> falsify) {
        ExplainedPayment told = payment.get();
        falsify.accept(told);
        Explanation explanation = told.explained();
        assertThat(explanation.holds()).isFalse();
        assertThat(ExplainedPayment.sentences(explanation, Mark.FAILED))
                .anySatisfy(failed -> assertThat(failed).contains(sentence));
        assertThat(explanation.text()).contains("FAILED   ").contains("checks FAILED");
    }

    static Stream<Arguments> falsehoods() {
        return Stream.of(falseOrders(), falseBooks(), falseSettlements(), falseReceipts(), falseLogs())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> falseOrders() {
        return Stream.of(
                inside(
                        "the digest kept with the payment is not",
                        told -> told.order().put("maxGasFeeFen", 11)),
                inside(
                        "the digest kept with the payment is not",
                        told -> told.payment().put("amountFen", 0)),
                inside("no key that wallet", told -> told.payment().put("amountFen", 301)),
                inside("no key that wallet", told -> told.payment().put("reference", "coffee")),
                inside("no key that wallet", told -> told.order().put("signature", "not base64url")),
                inside("no key that wallet", told -> told.keys().removeAll().add(key(-3_600))),
                inside("that key was not in force", told -> told.keys().insert(0, key(-11))),
                inside(
                        "that key was not in force",
                        told -> ((ObjectNode) told.keys().get(0))
                                .put(
                                        "validFrom",
                                        ExplainedPayment.DECIDED.plusSeconds(1).toString())),
                inside(
                        "the order had expired and was not refused",
                        told -> told.order().put("expiresAt", "2026-11-24T01:00:00Z")),
                Arguments.of(
                        "the order was refused as expired and was not",
                        (Supplier<ExplainedPayment>) ExplainedPayment::refused,
                        (Consumer<ExplainedPayment>) told -> told.payment().put("reason", "ORDER_EXPIRED")));
    }

    private static Stream<Arguments> falseBooks() {
        return Stream.of(
                inside(
                        "by the central bank's policy 1 it is 21000 units",
                        told -> told.decision().put("gasDueMicroFen", 945_001)),
                inside(
                        "that is more than the payer signed for",
                        told -> told.decision().put("gasFeeFen", 11)),
                inside("the payment shows another fee", told -> told.payment().put("gasFeeFen", 2)),
                inside("has no such entry: PAYMENT", told -> told.entry(1).put("amountFen", 299)),
                inside(
                        "is not one that this payment may make",
                        told -> told.entry(0).put("gasFeeFen", 2)),
                inside(
                        "is not one that this payment may make",
                        told -> told.entry(
                                "bank-a", "0010000000000019", ExplainedPayment.DECIDED, "HOLD", -300, 1, 301)),
                inside(
                        "is not one that this payment may make",
                        told -> told.entry(
                                "bank-a", "0010000000000027", ExplainedPayment.DECIDED, "PAYMENT", 300, 0, 0)),
                inside("the payer's last entry is of", told -> told.entry(0).put("cycleId", 5)),
                inside(
                        "the payer's last entry is of",
                        told -> told.entry(0).put("time", ExplainedPayment.HELD.toString())),
                Arguments.of(
                        "is not one that this payment may make",
                        (Supplier<ExplainedPayment>) ExplainedPayment::refused,
                        (Consumer<ExplainedPayment>) told -> told.entry(
                                "bank-a", "0010000000000027", ExplainedPayment.DECIDED, "PAYMENT", 300, 0, 0)),
                between("has no such entry: CLEARING_OUT", told -> told.entry(1).put("heldChangeFen", -300)),
                between("has no such entry: CLEARING_IN", told -> told.entry(2).put("walletId", "0020000000000026")),
                between("the payment has ended without an answer", told -> told.trace.remove("credit")),
                between(
                        "has not followed that answer",
                        told -> told.trace
                                .withObject("/credit")
                                .put("credited", false)
                                .put("reason", "WALLET_CLOSED")));
    }

    private static Stream<Arguments> falseSettlements() {
        return Stream.of(
                between(
                        "the payment is stamped with cycle 4",
                        told -> told.cycle.get().put("cycleId", 5)),
                between(
                        "the gross position from bank-a to bank-b is too small",
                        told -> pair(told, 1).put("amountFen", 299)),
                between(
                        "the gas of operator bank-a is too small",
                        told -> told.cycle.get().withArray("/gas").removeAll()),
                between(
                        "the net positions are not those of the pairs",
                        told -> ((ObjectNode) told.cycle.get().withArray("/net").get(0)).put("netFen", 601)),
                between("but the cycle is OPEN", told -> told.cycle.get().put("state", "OPEN")),
                between(
                        "the shares of the cycle's gas add up to",
                        told -> told.cycle.get().withArray("/gasShares").removeAll()),
                between("the central bank has booked 0.06 yuan", told -> told.treasuryFen = OptionalLong.of(6)));
    }

    private static Stream<Arguments> falseReceipts() {
        return Stream.of(
                inside("it does not name the same order", told -> told.receipt.put("amountFen", 299)),
                inside("it does not name the same order", told -> told.receipt.put("operatorId", "bank-b")),
                inside("the operator's signature does not belong", told -> told.receipt.put("state", "ACCEPTED")),
                inside(
                        "no known key of an operator",
                        told -> told.published.withArray("/keys").remove(0)),
                between("the receipt: gasFeeFen", told -> {
                    told.logged();
                    told.receipt.withObject("/leaf").put("gasFeeFen", 2);
                }),
                between("the leaf in the log is not the one of this payment", told -> {
                    told.logged();
                    told.receipt.withObject("/leaf").put("cycleId", 5);
                }),
                between("make another leaf", told -> {
                    told.logged();
                    told.payment().put("gasUnits", 21_001);
                }));
    }

    private static Stream<Arguments> falseLogs() {
        return Stream.of(
                between("make another leaf", told -> told.logged().put("leafHash", "ab".repeat(32))),
                between(
                        "the proof is about another payment",
                        told -> told.logged().put("paymentId", "00000000-0000-4000-8000-000000000002")),
                between(
                        "the log is not that of the payer's operator",
                        told -> told.logged().withObject("/head").put("operatorId", "bank-b")),
                between("the path does not lead", told -> told.logged().put("leafIndex", 0)),
                between(
                        "the path does not lead",
                        told -> told.logged().withArray("/path").removeAll()),
                between("no entry 2 in a tree of 2", told -> told.logged().put("leafIndex", 2)),
                between("leafIndex is not a whole number", told -> told.logged().remove("leafIndex")),
                between(
                        "not a receipt",
                        told -> told.logged().withObject("/head").put("root", "no hash")),
                between(
                        "settlement's signature does not belong",
                        told -> told.logged().withObject("/head").put("sealedAt", "2026-11-24T01:00:00Z")),
                between(
                        "no known key of settlement",
                        told -> told.logged().withObject("/head").put("keyId", "0123456789abcdef")),
                between(
                        "the central bank's signature does not belong",
                        told -> told.logged()
                                .withObject("/head/cosignature")
                                .put("cosignedAt", "2026-11-24T01:00:00Z")),
                between(
                        "no known key of the central bank",
                        told -> told.logged().withObject("/head").remove("cosignature")));
    }

    @Test
    void findsThePaymentInTheLogThatSettlementAndTheCentralBankHaveSigned() {
        ExplainedPayment told = ExplainedPayment.betweenOperators();
        told.logged();
        Explanation explanation = told.explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(ExplainedPayment.sentences(explanation, Mark.CHECKED))
                .contains("the books of the payer's operator make the same leaf")
                .contains("the leaf says the same as the receipt")
                .contains("it is number 1 of the 2 payments in the log of operator bank-a")
                .contains("settlement signed the log at 2026-11-24T01:00:01.300Z")
                .contains("the central bank signed the log at 2026-11-24T01:00:02.300Z, having checked that nothing"
                        + " before changed");
        assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                .noneSatisfy(open -> assertThat(open).contains("proof"));
    }

    @Test
    void saysThatNoCoinChangesHandsWhereReservesSettle() {
        ExplainedPayment payment = ExplainedPayment.betweenOperators();
        payment.cycle.orElseThrow().put("mode", "HYBRID").put("asset", "RESERVES");
        Explanation explanation = payment.explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.text())
                .contains("HYBRID in RESERVES, is SETTLED")
                .contains("CLEARING moves against RESERVES in both books, and no coin changes hands")
                .doesNotContain("registered anew");
    }

    @Test
    void saysOfAnOpenCycleWhatIsStillToCome() {
        ExplainedPayment told = ExplainedPayment.betweenOperators();
        told.payment().put("state", "ACCEPTED");
        ObjectNode cycle = told.cycle.orElseThrow().put("state", "OPEN");
        cycle.remove("closedAt");
        cycle.remove("settledAt");
        pair(told, 1).put("amountFen", 299);
        ((ObjectNode) cycle.withArray("/net").get(0)).put("netFen", 701);
        ((ObjectNode) cycle.withArray("/net").get(1)).put("netFen", -701);
        Explanation explanation = told.explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                .contains("the payment has not arrived in the gross position from bank-a to bank-b yet");
        assertThat(ExplainedPayment.sentences(explanation, Mark.READ))
                .contains("no closing marker yet: the cycle is open");
    }

    @Test
    void doesNotClaimToHaveVerifiedAnItemOfAPayroll() {
        ExplainedPayment told = ExplainedPayment.insideOneOperator();
        byte[] item = CanonicalText.of("dcep-payroll-item-v1")
                .field("sandbox")
                .field(ExplainedPayment.ID.toString())
                .field(told.payment().path("payer").asText())
                .field(told.payment().path("payee").asText())
                .field(300)
                .field(10)
                .field(told.order().path("expiresAt").asText())
                .field("tea")
                .bytes();
        told.order().put("operation", "PAYROLL_ITEM").put("orderDigest", Sm3.hex(item));
        told.signed();
        told.decision().put("gasUnits", 9_000).put("gasDueMicroFen", 405_000);
        Explanation explanation = told.explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                .anySatisfy(open -> assertThat(open).contains("an item of a payroll"));
        assertThat(ExplainedPayment.sentences(explanation, Mark.CHECKED))
                .noneSatisfy(checked -> assertThat(checked).contains("signed with"));
    }

    private static final Line FEE = new Line(Purpose.PAYMENT, 1);
    private static final Line NO_FEE = new Line(Purpose.PAYMENT, 0);
    private static final Line RETURN = new Line(Purpose.RETURN, -1);

    private static ExplainedPayment charged(long feeFen, boolean complete, Line... earlier) {
        ExplainedPayment told = ExplainedPayment.insideOneOperator();
        told.decision().put("gasFeeFen", feeFen);
        told.payment().put("gasFeeFen", feeFen);
        told.entry(0).put("gasFeeFen", feeFen);
        told.earlier = new EarlierEntries(List.of(earlier), complete);
        return told;
    }

    /** The price is 945,000 micro-fen: 1 fen is right, and so is none for who has paid too much before. */
    @Test
    void aFeeThatIsOffByOneFails() {
        for (ExplainedPayment told : List.of(
                charged(2, true),
                charged(2, true, NO_FEE, NO_FEE),
                charged(2, false, FEE),
                charged(2, false, RETURN, FEE, NO_FEE),
                charged(3, true, RETURN))) {
            Explanation explanation = told.explained();
            assertThat(explanation.holds()).isFalse();
            assertThat(ExplainedPayment.sentences(explanation, Mark.FAILED))
                    .anySatisfy(failed -> assertThat(failed).contains("which no rest explains"));
        }
        assertThat(charged(0, true).explained().holds()).isTrue();
    }

    @Test
    void aFeeThatIsOffByOneAfterAReturnIsLeftOpen() {
        for (ExplainedPayment told : List.of(
                charged(2, true, RETURN), charged(2, false, FEE, RETURN, NO_FEE), charged(3, true, RETURN, RETURN))) {
            Explanation explanation = told.explained();
            assertThat(explanation.holds()).isTrue();
            assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                    .anySatisfy(open -> assertThat(open).contains("may explain"));
        }
    }

    @Test
    void leavesOpenWhatEntriesThatWereNotReadMightExplain() {
        Explanation explanation = charged(2, false, NO_FEE).explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                .anySatisfy(open -> assertThat(open).contains("1055000 micro-fen from that price"));
    }

    @Test
    void aFeeThatNoNumberHoldsInMicroFenFails() {
        Explanation explanation = charged(Long.MAX_VALUE, true, RETURN).explained();
        assertThat(ExplainedPayment.sentences(explanation, Mark.FAILED))
                .anySatisfy(failed -> assertThat(failed).contains("which no rest explains"));
    }

    @Test
    void leavesThePriceOpenWhereThePolicyHasAnotherVersion() {
        ExplainedPayment told = ExplainedPayment.insideOneOperator();
        told.policyVersion = 2;
        Explanation explanation = told.explained();
        assertThat(explanation.holds()).isTrue();
        assertThat(ExplainedPayment.sentences(explanation, Mark.OPEN))
                .anySatisfy(open -> assertThat(open).contains("another version than 1"));
    }

    @Test
    void isReadableFromTopToBottom() {
        assertThat(ExplainedPayment.betweenOperators().explained().text())
                .startsWith("payment 00000000-0000-4000-8000-000000000001: 3.00 yuan (300 fen) from 0010000000000019"
                        + " (bank-a) to 0020000000000018 (bank-b) is SETTLED\n\n")
                .contains("\n 1. order, says wallet-service (bank-a)\n")
                .contains(" 6. credit, says wallet-service (bank-b), 2026-11-24T01:00:00.200Z\n")
                .contains(
                        "    checked  WALLET 0010000000000019 -> HELD 0010000000000019, 3.00 yuan (300 fen), HOLD: entry 5"
                                + " of wallet 0010000000000019 says so\n")
                .contains("    checked  HELD 0010000000000019 -> GAS bank-a, 0.01 yuan (1 fen), GAS: entry 5 of wallet"
                        + " 0010000000000019 says so\n")
                .contains("from bank-a to bank-b, 4.00 yuan (400 fen) in 2 payments, has room for it\n")
                .contains("    open     settlement-service has no proof yet")
                .endsWith(" open")
                .containsPattern("all \\d+ checks hold; \\d+ only read, \\d+ open$");
    }

    private static ObjectNode key(long secondsFromHold) {
        return ExplainedPayment.key(ANOTHER_KEY, ExplainedPayment.HELD.plusSeconds(secondsFromHold));
    }

    private static ObjectNode pair(ExplainedPayment told, int index) {
        return (ObjectNode) told.cycle.orElseThrow().withArray("/gross").get(index);
    }

    private static Arguments inside(String sentence, Consumer<ExplainedPayment> falsify) {
        return Arguments.of(sentence, (Supplier<ExplainedPayment>) ExplainedPayment::insideOneOperator, falsify);
    }

    private static Arguments between(String sentence, Consumer<ExplainedPayment> falsify) {
        return Arguments.of(sentence, (Supplier<ExplainedPayment>) ExplainedPayment::betweenOperators, falsify);
    }
}
