package org.dcep.wallet.payment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.iso20022.CustomerCreditTransfer;
import org.dcep.iso20022.CustomerCreditTransfer.Authority;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.iso20022.CustomerCreditTransferXml;
import org.dcep.iso20022.MessageHeader;
import org.dcep.iso20022.ReadingLimits;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.PaymentOrder;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments ordered by a pacs.008: the same decisions as over JSON, and no other authority than the payers'. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class CreditTransferTest {
    private static final String TRANSACTIONS = "Document.FIToFIPmtStsRpt.TxInfAndSts.";
    private static Bank here;
    private static Bank there;

    @Inject
    Places places;

    @Inject
    ManyOrders orders;

    @BeforeEach
    void openBanks() {
        if (here == null) {
            here = Town.bank();
            there = Town.bank();
        }
    }

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void eachTransferIsDecidedByItself() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        SignedOrders good = alice.pays(bob, 300).withReference("tea & cake <3");
        SignedOrders tooMuch = alice.pays(bob, 5_000).withNewId();
        SignedOrders forged = alice.pays(bob, 1).withNewId().signedBy(bob.key());
        XmlPath report = send(transfer(good), transfer(tooMuch), transfer(forged));
        assertThat(report.getList(TRANSACTIONS + "TxSts")).containsExactly("ACSC", "RJCT", "RJCT");
        assertThat(report.getList(TRANSACTIONS + "StsRsnInf.Rsn.Cd")).containsExactly("AM04", "DS0B");
        assertThat(report.getList(TRANSACTIONS + "StsRsnInf.AddtlInf"))
                .containsExactly("INSUFFICIENT_BALANCE", "BAD_SIGNATURE");
        assertThat(report.getList(TRANSACTIONS + "OrgnlTxId"))
                .containsExactly(compact(good), compact(tooMuch), compact(forged));
        assertThat(report.getString("Document.FIToFIPmtStsRpt.OrgnlGrpInfAndSts.OrgnlMsgId"))
                .isEqualTo("message");
        assertThat(alice.availableFen()).isEqualTo(699);
        assertThat(bob.availableFen()).isEqualTo(300);
    }

    @Test
    void aRepeatedMessageHasOneEffectAndTheSameStatuses() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Transfer transfer = transfer(alice.pays(bob, 300));
        XmlPath first = send(transfer);
        XmlPath again = send(transfer);
        assertThat(again.getString(TRANSACTIONS + "TxSts")).isEqualTo("ACSC");
        assertThat(again.getString(TRANSACTIONS + "AccptncDtTm"))
                .isEqualTo(first.getString(TRANSACTIONS + "AccptncDtTm"));
        assertThat(alice.availableFen()).isEqualTo(699);
    }

    /** An operator that changes a signed field has made another order, and nobody has signed that. */
    @Test
    void whatIsNotSignedIsNotPaid() {
        Wallet alice = here.wallet(10_000);
        Wallet bob = here.wallet(0);
        Wallet mallory = here.wallet(0);
        Transfer signed = transfer(alice.pays(bob, 300).withReference("tea"));
        List<Transfer> changed = Stream.of(
                        with(
                                signed,
                                bob.id(),
                                Money.fen(3_000),
                                "tea",
                                signed.authority().get()),
                        with(
                                signed,
                                mallory.id(),
                                signed.amount(),
                                "tea",
                                signed.authority().get()),
                        with(
                                signed,
                                bob.id(),
                                signed.amount(),
                                "coffee",
                                signed.authority().get()),
                        with(signed, bob.id(), signed.amount(), "tea", withFee(signed, 9_000)))
                .toList();
        XmlPath report = send(changed.toArray(new Transfer[0]));
        assertThat(report.getList(TRANSACTIONS + "TxSts")).containsExactly("RJCT", "RJCT", "RJCT", "RJCT");
        assertThat(report.getList(TRANSACTIONS + "StsRsnInf.Rsn.Cd"))
                .containsOnly("DS0B")
                .hasSize(4);
        assertThat(alice.availableFen()).isEqualTo(10_000);
        assertThat(mallory.availableFen()).isZero();
    }

    /** As long as every place is taken; banks would treat a rejection as final. */
    @Test
    void aTransferThatFindsNoPlaceIsPendingAndTheSameMessageAgainPaysIt() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Transfer transfer = transfer(alice.pays(bob, 300));
        List<Cancellable> others = new ArrayList<>();
        try {
            while (!places.areAllTaken()) {
                others.add(unanswered(places.holding(() -> Uni.createFrom().nothing())));
            }
            XmlPath report = send(transfer);
            assertThat(report.getString(TRANSACTIONS + "TxSts")).isEqualTo("PDNG");
            assertThat(report.getString(TRANSACTIONS + "StsRsnInf.Rsn.Cd")).isEqualTo("ED06");
            assertThat(report.getString(TRANSACTIONS + "StsRsnInf.AddtlInf")).isEqualTo("OVERLOADED");
            assertThat(alice.availableFen()).isEqualTo(1_000);
        } finally {
            others.forEach(Cancellable::cancel);
        }
        assertThat(send(transfer).getString(TRANSACTIONS + "TxSts")).isEqualTo("ACSC");
        assertThat(alice.availableFen()).isEqualTo(699);
    }

    @Test
    void messagesAndBatchesTogetherAreOnlySoMany() {
        Wallet alice = here.wallet(1_000);
        SignedOrders order = alice.pays(here.wallet(0), 300);
        String message = xml("sandbox", transfer(order));
        List<Cancellable> others = new ArrayList<>();
        try {
            for (int i = 0; i < ManyOrders.MAX_REQUESTS; i++) {
                others.add(unanswered(
                        orders.submitAll(List.of(order), one -> Uni.createFrom().nothing(), (one, answer) -> answer)));
            }
            post(here.token(), message).statusCode(429).body("code", equalTo("OVERLOADED"));
            given().contentType("application/x-ndjson")
                    .body(order.json().getBytes(UTF_8))
                    .post("/v1/payment-batches")
                    .then()
                    .statusCode(429)
                    .body("code", equalTo("OVERLOADED"));
            assertThat(alice.availableFen()).isEqualTo(1_000);
        } finally {
            others.forEach(Cancellable::cancel);
        }
        post(here.token(), message).statusCode(200);
        assertThat(alice.availableFen()).isEqualTo(699);
    }

    private static Cancellable unanswered(Uni<?> work) {
        return work.subscribe().with(answer -> {});
    }

    @Test
    void aTransferToAnotherOperatorIsInProcessAndThenCompleted() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        Transfer transfer = transfer(alice.pays(bob, 300), here, there);
        assertThat(send(transfer).getString(TRANSACTIONS + "TxSts")).isIn("ACSP", "ACSC");
        Town.eventually(() ->
                assertThat(send(transfer).getString(TRANSACTIONS + "TxSts")).isEqualTo("ACSC"));
        assertThat(bob.availableFen()).isEqualTo(300);
    }

    @Test
    void aTransferThatComesBackIsRejectedWithTheReasonOfThePayeesOperator() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        bob.change("{\"state\": \"FROZEN\"}");
        Transfer transfer = transfer(alice.pays(bob, 300), here, there);
        send(transfer);
        Town.eventually(() -> assertThat(send(transfer).getString(TRANSACTIONS + "StsRsnInf.Rsn.Cd"))
                .isEqualTo("AC06"));
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    @Test
    void aPaymentIsToldAsItWasOrdered() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Transfer ordered = transfer(alice.pays(bob, 300).withReference(" tea & cake "));
        send(ordered);
        byte[] told = message(ordered, "pacs.008", Tokens.holder(bob.id()))
                .statusCode(200)
                .contentType(containsString("application/xml"))
                .extract()
                .asByteArray();
        List<Transfer> transfers = CustomerCreditTransferXml.read(new ByteArrayInputStream(told), ReadingLimits.REQUEST)
                .fold(CustomerCreditTransfer::transfers, refused -> List.<Transfer>of());
        assertThat(transfers)
                .containsExactly(new Transfer(
                        ordered.paymentId(),
                        ordered.payerOperator(),
                        ordered.payer(),
                        ordered.payeeOperator(),
                        ordered.payee(),
                        ordered.amount(),
                        Optional.of(Money.fen(1)),
                        " tea & cake ",
                        Optional.empty()));
        message(ordered, "pacs.004", Tokens.holder(bob.id())).statusCode(404);
        message(ordered, "pacs.008", there.token()).statusCode(404);
        message(ordered, "pacs.008", Tokens.centralBank()).statusCode(403);
    }

    @Test
    void aPaymentThatCameBackIsToldAsAReturn() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        bob.change("{\"state\": \"CLOSED\"}");
        Transfer ordered = transfer(alice.pays(bob, 300), here, there);
        send(ordered);
        Town.eventually(() -> message(ordered, "pacs.004", here.token()).statusCode(200));
        XmlPath told = message(ordered, "pacs.004", there.token()).extract().xmlPath();
        told.setRootPath("Document.PmtRtr.TxInf");
        assertThat(told.getString("OrgnlTxId"))
                .isEqualTo(ordered.paymentId().toString().replace("-", ""));
        assertThat(told.getString("RtrdIntrBkSttlmAmt")).isEqualTo("3.00");
        assertThat(told.getString("RtrRsnInf.Rsn.Cd")).isEqualTo("AC07");
        assertThat(told.getString("RtrRsnInf.AddtlInf")).isEqualTo("WALLET_CLOSED");
        message(ordered, "pacs.008", here.token()).statusCode(404);
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    private static ValidatableResponse message(Transfer payment, String type, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/payments/" + payment.paymentId() + "/messages/" + type)
                .then();
    }

    @Test
    void aMessageWithoutAuthorityIsRefusedAsAWhole() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = here.wallet(0);
        Transfer signed = transfer(alice.pays(bob, 300));
        Transfer unsigned = new Transfer(
                UUID.randomUUID(),
                signed.payerOperator(),
                signed.payer(),
                signed.payeeOperator(),
                signed.payee(),
                signed.amount(),
                Optional.empty(),
                "",
                Optional.empty());
        post(here.token(), xml("sandbox", signed, unsigned))
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations[0].field", equalTo("CdtTrfTxInf[1].SplmtryData"));
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    @Test
    void contradictionsAreRefusedAsAWhole() {
        Wallet alice = here.wallet(1_000);
        Wallet bob = there.wallet(0);
        SignedOrders order = alice.pays(bob, 300);
        post(here.token(), xml("sandbox", transfer(order, here, here)))
                .statusCode(400)
                .body("violations[0].field", equalTo("CdtTrfTxInf[0].CdtrAcct"));
        post(there.token(), xml("sandbox", transfer(order, there, there)))
                .statusCode(400)
                .body("violations[0].field", equalTo("CdtTrfTxInf[0].DbtrAcct"));
        post(here.token(), xml("another", transfer(order, here, there)))
                .statusCode(400)
                .body("violations[0].field", equalTo("GrpHdr.SttlmInf.ClrSys"));
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    @Test
    void onlyThePayersOperatorSendsIt() {
        Wallet alice = here.wallet(1_000);
        String message = xml("sandbox", transfer(alice.pays(here.wallet(0), 300)));
        post(there.token(), message).statusCode(403).body("code", equalTo("FORBIDDEN"));
        post(Tokens.holder(alice.id()), message).statusCode(403);
        post(Tokens.centralBank(), message).statusCode(403);
        post("", message).statusCode(401);
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    @Test
    void whatIsNoMessageIsRefusedWithItsPlace() {
        Wallet alice = here.wallet(1_000);
        String good = xml("sandbox", transfer(alice.pays(here.wallet(0), 300)));
        post(here.token(), good.replace(".001.08", ".001.12"))
                .statusCode(400)
                .body("violations[0].message", containsString("pacs.008.001.08"));
        post(here.token(), good.replace("<ChrgBr>DEBT", "<ChrgBr>CRED"))
                .statusCode(400)
                .body("violations[0].field", equalTo("/Document/FIToFICstmrCdtTrf/CdtTrfTxInf"));
        post(
                        here.token(),
                        good.replace("<Document", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Document"))
                .statusCode(400)
                .body("violations[0].message", containsString("document type"));
        post(here.token(), "").statusCode(400);
        post(here.token(), "{}").statusCode(400);
        given().auth()
                .oauth2(here.token())
                .contentType("application/json")
                .body(good)
                .post("/v1/messages/pacs.008")
                .then()
                .statusCode(415);
        assertThat(alice.availableFen()).isEqualTo(1_000);
    }

    private static Transfer transfer(SignedOrders order) {
        return transfer(order, here, here);
    }

    private static Transfer transfer(SignedOrders signed, Bank payerBank, Bank payeeBank) {
        PaymentOrder order = signed.order();
        return new Transfer(
                order.id(),
                OperatorId.of(payerBank.operatorId()),
                order.payer(),
                OperatorId.of(payeeBank.operatorId()),
                order.payee(),
                order.amount(),
                Optional.empty(),
                order.reference(),
                Optional.of(new Authority(order.maxGasFee(), order.expiresAt(), signed.signature())));
    }

    private static Transfer with(Transfer signed, String payee, Money amount, String reference, Authority authority) {
        return new Transfer(
                signed.paymentId(),
                signed.payerOperator(),
                signed.payer(),
                signed.payeeOperator(),
                payee,
                amount,
                Optional.empty(),
                reference,
                Optional.of(authority));
    }

    private static Authority withFee(Transfer signed, long fen) {
        Authority authority = signed.authority().get();
        return new Authority(Money.fen(fen), authority.expiresAt(), authority.signature());
    }

    private static String compact(SignedOrders order) {
        return order.id().toString().replace("-", "");
    }

    private static String xml(String network, Transfer... transfers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CustomerCreditTransferXml.write(
                new CustomerCreditTransfer(
                        new MessageHeader("message", Instant.EPOCH),
                        network,
                        LocalDate.of(2026, 11, 25),
                        List.of(transfers)),
                out);
        return out.toString(UTF_8);
    }

    private static XmlPath send(Transfer... transfers) {
        return post(here.token(), xml("sandbox", transfers))
                .statusCode(200)
                .contentType(containsString("application/xml"))
                .extract()
                .xmlPath();
    }

    private static ValidatableResponse post(String token, String message) {
        var request = given().contentType("application/xml; charset=utf-8").body(message.getBytes(UTF_8));
        if (!token.isEmpty()) {
            request = request.auth().oauth2(token);
        }
        return request.post("/v1/messages/pacs.008").then();
    }
}
