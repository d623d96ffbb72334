package org.dcep.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.World.ABC;
import static org.dcep.settlement.World.BOC;
import static org.dcep.settlement.World.awaitBalanced;
import static org.dcep.settlement.World.awaitState;
import static org.dcep.settlement.World.cycle;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = DcepStack.class,
        initArgs = {
            @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"),
            @ResourceArg(name = "DCEP_SETTLEMENT_MODE", value = "GROSS")
        })
class GrossModeTest {
    @Test
    void everyCrossingPaymentIsSettledAsItArrivesAndOnlyTheGasIsLeftForTheEnd() {
        World world = World.running();
        long cycle = world.economy.cycle();
        PaymentCommitted first = world.economy.pay(ABC, BOC, 300, 3);
        world.economy.pay(ABC, ABC, 50, 1);
        PaymentCommitted second = world.economy.pay(BOC, ABC, 100, 2);
        World.eventually(() -> movements(world).size() == 2);
        assertThat(movements(world))
                .extracting(PaymentsSettled.Movement::amountFen)
                .containsExactlyInAnyOrder(first.amountFen(), second.amountFen());
        assertThat(World.state(cycle)).isEqualTo("OPEN");
        assertThat(io.restassured.RestAssured.given()
                        .auth()
                        .oauth2(Tokens.auditor())
                        .get("/v1/positions")
                        .jsonPath()
                        .getList("positions"))
                .isEmpty();

        world.close().forEach(world.kafka::publish);
        world.bookAll(cycle);
        awaitState(cycle, "SETTLED");
        assertThat(cycle(cycle).getString("mode")).isEqualTo("GROSS");
        assertThat(movements(world)).hasSize(2);
        assertThat(world.kafka.published(GasRevenueSettled.class))
                .singleElement()
                .satisfies(gas -> assertThat(gas.shares().stream()
                                .mapToLong(GasRevenueSettled.Share::amountFen)
                                .sum())
                        .isEqualTo(6));
        assertThat(world.kafka.await(CycleSettled.class, each -> true).cycleId())
                .isEqualTo(cycle);
        awaitBalanced();

        JsonPath found = World.indicators("/v1/cycles/" + cycle + "/indicators", Tokens.auditor());
        assertThat(found.getString("asset")).isEqualTo("CURRENCY");
        assertThat(found.getMap("settled")).isEqualTo(Map.of("GROSS", Map.of("count", 2, "fen", 400)));
        assertThat(found.getObject("delayIndicator", BigDecimal.class)).isEqualByComparingTo("0");
        assertThat(found.getLong("peakQueueFen")).isZero();
        assertThat(found.getLong("peakCreditFen")).isZero();
        // Within a minute what is received offsets what is paid; they may have come in two.
        assertThat(found.getLong("liquidityUsedFen")).isIn(200L, 300L);
    }

    private static List<PaymentsSettled.Movement> movements(World world) {
        return world.kafka.published(PaymentsSettled.class).stream()
                .filter(settled -> settled.mode().equals("GROSS"))
                .flatMap(settled -> settled.movements().stream())
                .toList();
    }
}
