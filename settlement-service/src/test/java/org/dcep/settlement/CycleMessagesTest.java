package org.dcep.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.CCB;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import org.dcep.iso20022.InstitutionCreditTransfer;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransferXml;
import org.dcep.iso20022.MessageReading.Refused;
import org.dcep.iso20022.ReadingLimits;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cycles as messages, against the figures that REST shows of the same cycle. */
@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"))
class CycleMessagesTest {
    private World world;

    @BeforeEach
    void join() {
        world = World.running();
    }

    @Test
    void aSettledCycleIsObligationsStatementsAndAdvices() {
        long cycle = settledCycle();

        InstitutionCreditTransfer gross = obligations(cycle, "", Tokens.auditor());
        assertThat(gross.obligations())
                .extracting(
                        Obligation::id,
                        o -> o.debtor().value(),
                        o -> o.creditor().value(),
                        o -> o.amount().fen())
                .containsExactly(
                        tuple("cycle-" + cycle + "-1", ABC, BOC, 300L),
                        tuple("cycle-" + cycle + "-2", BOC, CCB, 250L),
                        tuple("cycle-" + cycle + "-3", CCB, ABC, 100L));
        assertThat(gross.network()).isEqualTo("sandbox");
        assertThat(obligations(cycle, "?position=net", Tokens.centralBank()).obligations())
                .extracting(
                        o -> o.debtor().value(),
                        o -> o.creditor().value(),
                        o -> o.amount().fen())
                .containsExactly(tuple(ABC, BOC, 50L), tuple(ABC, CCB, 150L));

        XmlPath statement =
                xml(cycle, "camt.053", Tokens.operator(ABC)).extract().xmlPath();
        statement.setRootPath("Document.BkToCstmrStmt.Stmt");
        assertThat(statement.getList("Bal.Amt")).containsExactly("0.00", "0.00");
        assertThat(statement.getList("Ntry.Amt")).containsExactly("3.00", "1.00", "2.00");
        assertThat(statement.getList("Ntry.CdtDbtInd")).containsExactly("DBIT", "CRDT", "CRDT");
        assertThat(statement.getList("Ntry.BkTxCd.Prtry.Cd")).containsExactly("PAYMENT", "PAYMENT", "SETTLEMENT");
        assertThat(statement.getString("Acct.Id.Othr.SchmeNm.Prtry")).isEqualTo("DCEP-CLEARING");

        XmlPath advice = xml(cycle, "camt.054?operator=" + CCB, Tokens.auditor())
                .extract()
                .xmlPath();
        advice.setRootPath("Document.BkToCstmrDbtCdtNtfctn.Ntfctn");
        assertThat(advice.getList("Ntry.Amt")).containsExactly("1.50");
        assertThat(advice.getList("Ntry.CdtDbtInd")).containsExactly("DBIT");
    }

    @Test
    void theSameCycleGivesTheSameBytes() {
        long cycle = settledCycle();
        for (String message : new String[] {"pacs.009", "camt.053?operator=" + ABC, "camt.054?operator=" + ABC}) {
            String first = xml(cycle, message, Tokens.auditor()).extract().asString();
            assertThat(xml(cycle, message, Tokens.auditor()).extract().asString())
                    .isEqualTo(first);
        }
    }

    @Test
    void anOperatorSeesItsOwnPartOnly() {
        long cycle = settledCycle();
        assertThat(obligations(cycle, "", Tokens.operator(BOC)).obligations())
                .allMatch(o ->
                        o.debtor().value().equals(BOC) || o.creditor().value().equals(BOC))
                .hasSize(2);
        get(cycle, "camt.053?operator=" + ABC, Tokens.operator(BOC)).statusCode(404);
        get(cycle, "camt.054?operator=" + ABC, Tokens.operator(BOC)).statusCode(404);
        get(cycle, "camt.053?operator=" + BOC, Tokens.operator(BOC)).statusCode(200);
        get(cycle, "pacs.009", Tokens.holder()).statusCode(403);
        given().get("/v1/cycles/" + cycle + "/messages/pacs.009").then().statusCode(401);
    }

    @Test
    void anOpenCycleIsNotTold() {
        long cycle = world.economy.cycle();
        for (String message : new String[] {"pacs.009", "camt.053?operator=" + ABC, "camt.054?operator=" + ABC}) {
            get(cycle, message, Tokens.auditor()).statusCode(409).body("code", equalTo("CYCLE_NOT_COMPLETE"));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        long cycle = settledCycle();
        get(999_999, "pacs.009", Tokens.auditor()).statusCode(404);
        get(cycle, "camt.053?operator=nobody", Tokens.auditor()).statusCode(404);
        get(cycle, "camt.053?operator=%20", Tokens.auditor()).statusCode(404);
        get(cycle, "camt.053", Tokens.auditor()).statusCode(400).body("violations[0].field", equalTo("operator"));
        get(cycle, "pacs.009?position=both", Tokens.auditor())
                .statusCode(400)
                .body("violations[0].field", equalTo("position"));
        given().auth()
                .oauth2(Tokens.auditor())
                .accept("application/json")
                .get("/v1/cycles/" + cycle + "/messages/pacs.009")
                .then()
                .statusCode(406);
    }

    private long settledCycle() {
        world.economy.pay(ABC, BOC, 300, 60);
        world.economy.pay(BOC, CCB, 250, 40);
        world.economy.pay(CCB, ABC, 100, 0);
        world.economy.pay(ABC, ABC, 5, 0);
        return world.settle();
    }

    private static InstitutionCreditTransfer obligations(long cycle, String query, String token) {
        byte[] message = xml(cycle, "pacs.009" + query, token).extract().asByteArray();
        return InstitutionCreditTransferXml.read(new ByteArrayInputStream(message), ReadingLimits.REQUEST)
                .fold(read -> read, CycleMessagesTest::unreadable);
    }

    private static InstitutionCreditTransfer unreadable(Refused<InstitutionCreditTransfer> refused) {
        throw new AssertionError(refused.toString());
    }

    private static ValidatableResponse xml(long cycle, String message, String token) {
        return get(cycle, message, token).statusCode(200).contentType(containsString("application/xml"));
    }

    private static ValidatableResponse get(long cycle, String message, String token) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/v1/cycles/" + cycle + "/messages/" + message)
                .then();
    }
}
