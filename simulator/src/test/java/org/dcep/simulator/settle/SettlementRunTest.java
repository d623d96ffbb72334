package org.dcep.simulator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.CostModel;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.clearing.Participant;
import org.dcep.clearing.SettlementAsset;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;

class SettlementRunTest {
    private static final Schedule HOURLY = new Schedule(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
    private static final Schedule DAILY = new Schedule(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(1));

    private static final String GRIDLOCK = """
            time,payer,payee,amount
            09:00,a,b,100
            09:10,b,c,100
            09:20,c,a,100
            """;

    private static Obligations obligations(String text) throws IOException, BadFile {
        Path file = Files.createTempFile("obligations", ".csv");
        try {
            return ObligationFile.read(Files.writeString(file, text), 1).obligations();
        } finally {
            Files.delete(file);
        }
    }

    private static RunResult play(Obligations obligations, ClearingMode mode, String level, Schedule schedule)
            throws IOException, BadFile {
        return play(obligations, ClearingRules.of(mode, SettlementAsset.RESERVES), level, schedule);
    }

    private static RunResult play(Obligations obligations, ClearingRules rules, String level, Schedule schedule)
            throws IOException, BadFile {
        LiquidityBounds bounds = LiquidityBounds.of(obligations);
        LiquidityLevel chosen = LiquidityLevel.of(level);
        List<Participant> participants = obligations.participants().stream()
                .map(id -> Participant.of(id, chosen.liquidity(id, bounds, Money.ZERO)))
                .toList();
        var setting = new SettlementRun.Setting(rules, chosen, participants, schedule, CostModel.DEFAULT);
        return SettlementRun.play(obligations, setting, RunTrace.none(), () -> {});
    }

    @Test
    void withoutLiquidityOnlyOffsettingAndNettingSettleARing() throws Exception {
        Obligations ring = obligations(GRIDLOCK);
        assertThat(play(ring, ClearingMode.GROSS, "0%", HOURLY).whole().settledInAll())
                .isEqualTo(Volume.NONE);
        assertThat(play(ring, ClearingMode.HYBRID, "0%", HOURLY).whole().settled())
                .isEqualTo(Map.of(GroupKind.MULTILATERAL_FULL, new Volume(3, 30_000)));
        assertThat(play(ring, ClearingMode.DEFERRED_NET, "0%", HOURLY).whole().settled())
                .isEqualTo(Map.of(GroupKind.NET, new Volume(3, 30_000)));
    }

    @Test
    void offsetsAtTheNextTickAndNetsAtTheEndOfTheCycle() throws Exception {
        Obligations ring = obligations(GRIDLOCK);
        // Waits of 21, 11 and 1 minute; of 60, 50 and 40 minutes.
        assertThat(play(ring, ClearingMode.HYBRID, "0%", HOURLY).whole().meanDelaySeconds())
                .isEqualTo(new BigDecimal("660.0000"));
        assertThat(play(ring, ClearingMode.DEFERRED_NET, "0%", HOURLY).whole().meanDelaySeconds())
                .isEqualTo(new BigDecimal("3000.0000"));
    }

    @Test
    void returnsOrForcesWhatIsLeft() throws Exception {
        Obligations ring = obligations(GRIDLOCK);
        ClearingRules gross = ClearingRules.of(ClearingMode.GROSS, SettlementAsset.RESERVES);
        RunResult returned = play(ring, gross.with(new EndOfDay.Return()), "0%", HOURLY);
        assertThat(returned.returned()).isEqualTo(new Volume(3, 30_000));
        assertThat(returned.booksBalance()).isTrue();
        RunResult forced = play(ring, gross.with(new EndOfDay.ForceOnCredit(100)), "0%", HOURLY);
        assertThat(forced.whole().settled()).isEqualTo(Map.of(GroupKind.FORCED, new Volume(3, 30_000)));
        assertThat(forced.loans()).isEmpty();
    }

    @Test
    void whatIsKeptSettlesOnALaterDay() throws Exception {
        Obligations twoDays = obligations("""
                day,time,payer,payee,amount
                1,09:00,a,b,100
                2,10:00,c,a,100
                """);
        RunResult run = play(twoDays, ClearingMode.GROSS, "0%", HOURLY);
        // c owes most at the end, so it has 100; a has had nothing on day 1 but owed 100 then.
        assertThat(run.liquidityFen()).isEqualTo(20_000);
        RunResult poor = play(twoDays, ClearingMode.GROSS, "0.00", HOURLY);
        assertThat(poor.whole().unsettled()).isEqualTo(new Volume(2, 20_000));
        assertThat(poor.days()).hasSize(2);
        assertThat(poor.days().get(0).unsettled()).isEqualTo(new Volume(1, 10_000));
        assertThat(poor.days().get(1).submitted()).isEqualTo(new Volume(2, 20_000));
    }

    @Test
    void everyBankReceivesWhatTheFileSays() throws Exception {
        Obligations orders = obligations("""
                "order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"
                29401;1;"YZ";"87144583";2452.00;"SIPO"
                29402;2;"ST";"89597016";3372.70;"UVER"
                29403;2;"QR";"13943797";7266.00;"SIPO"
                29404;3;"WX";"83084338";1135.00;"SIPO"
                29405;3;"CD";"24485939";327.00;" "
                29406;3;"AB";"59972357";3539.00;"POJISTNE"
                29407;4;"UV";"26693541";2078.00;"SIPO"
                29408;4;"UV";"5848086";1285.00;"SIPO"
                29409;5;"GH";"37390208";2668.00;"SIPO"
                """);
        Map<String, Long> expected = new TreeMap<>(Map.of(
                "YZ",
                245_200L,
                "ST",
                337_270L,
                "QR",
                726_600L,
                "WX",
                113_500L,
                "CD",
                32_700L,
                "AB",
                353_900L,
                "UV",
                336_300L,
                "GH",
                266_800L,
                "payers-bank",
                0L));
        for (ClearingMode mode : ClearingMode.values()) {
            RunResult run = play(orders, mode, "100%", HOURLY);
            assertThat(run.whole().participants().stream()
                            .collect(Collectors.toMap(
                                    one -> one.id().value(),
                                    one -> one.received().fen())))
                    .isEqualTo(expected);
            assertThat(run.booksBalance()).isTrue();
        }
    }

    @Test
    void anObligationAfterTheCloseIsRefusedWithItsLine() throws Exception {
        Obligations late = obligations("time,payer,payee,amount\n08:00,a,b,1\n17:00,a,b,1\n");
        Schedule untilFive = new Schedule(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(17));
        assertThatThrownBy(() -> play(late, ClearingMode.GROSS, "100%", untilFive))
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith("line 3, column time: comes after the close of the day");
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theUpperBoundLeavesNoQueueAndTheLowerOneIsEnoughByTheEnd(@ForAll long seed) throws Exception {
        Obligations random = obligations(randomFile(seed));
        RunResult gross = play(random, ClearingMode.GROSS, "100%", HOURLY);
        assertThat(gross.whole().delayIndicator()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(gross.whole().unsettled()).isEqualTo(Volume.NONE);
        assertThat(gross.whole().liquidityUsedFen()).isEqualTo(gross.liquidityFen());
        for (ClearingMode mode : List.of(ClearingMode.DEFERRED_NET, ClearingMode.HYBRID)) {
            RunResult net = play(random, mode, "0%", DAILY);
            assertThat(net.whole().unsettled()).as(mode.name()).isEqualTo(Volume.NONE);
            assertThat(net.booksBalance()).isTrue();
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void withLessThanTheLowerBoundNotEverythingSettles(@ForAll long seed) throws Exception {
        Obligations random = obligations(randomFile(seed));
        LiquidityBounds bounds = LiquidityBounds.of(random);
        OperatorId debtor = bounds.lower().entrySet().stream()
                .filter(entry -> !entry.getValue().isZero())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (debtor == null) {
            return;
        }
        List<Participant> participants = random.participants().stream()
                .map(id -> Participant.of(
                        id,
                        id.equals(debtor)
                                ? bounds.lower().get(id).minus(fen(1))
                                : bounds.upper().get(id)))
                .toList();
        for (ClearingMode mode : ClearingMode.values()) {
            var setting = new SettlementRun.Setting(
                    ClearingRules.of(mode, SettlementAsset.RESERVES),
                    LiquidityLevel.GIVEN,
                    participants,
                    DAILY,
                    CostModel.DEFAULT);
            assertThat(SettlementRun.play(random, setting, RunTrace.none(), () -> {})
                            .days())
                    .anySatisfy(day -> assertThat(day.unsettled()).isNotEqualTo(Volume.NONE));
        }
    }

    /** Up to 40 obligations on two days among five banks. */
    private static String randomFile(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("day,time,payer,payee,amount\n");
        int size = random.nextInt(1, 41);
        for (int i = 0; i < size; i++) {
            int payer = random.nextInt(5);
            int payee = (payer + random.nextInt(1, 5)) % 5;
            text.append("%d,%02d:%02d,b%d,b%d,%d\n"
                    .formatted(
                            random.nextInt(1, 3),
                            random.nextInt(8, 18),
                            random.nextInt(60),
                            payer,
                            payee,
                            random.nextInt(1, 1_000)));
        }
        return text.toString();
    }

    @Test
    void levelsLieBetweenTheBoundsAndRoundUp() throws Exception {
        LiquidityBounds bounds = LiquidityBounds.of(obligations("""
                time,payer,payee,amount
                09:00,a,b,0.07
                10:00,b,a,0.04
                """));
        OperatorId a = OperatorId.of("a");
        assertThat(bounds.lower()).isEqualTo(Map.of(a, fen(3), OperatorId.of("b"), fen(0)));
        assertThat(bounds.upper()).isEqualTo(Map.of(a, fen(7), OperatorId.of("b"), fen(0)));
        assertThat(LiquidityLevel.of("0%").liquidity(a, bounds, fen(0))).isEqualTo(fen(3));
        assertThat(LiquidityLevel.of("1%").liquidity(a, bounds, fen(0))).isEqualTo(fen(4));
        assertThat(LiquidityLevel.of("100%").liquidity(a, bounds, fen(0))).isEqualTo(fen(7));
        assertThat(LiquidityLevel.of("1.5").liquidity(a, bounds, fen(0))).isEqualTo(fen(150));
        assertThat(LiquidityLevel.GIVEN.liquidity(a, bounds, fen(9))).isEqualTo(fen(9));
        for (String wrong : List.of("", "%", "1001%", "-1", "1.005", "much", "999999999999999")) {
            assertThatIllegalArgumentException().isThrownBy(() -> LiquidityLevel.of(wrong));
        }
    }

    @Test
    void aScheduleStaysWithinADay() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.of(Duration.ZERO, Duration.ofHours(1), "24:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.of(Duration.ofHours(1), Duration.ofHours(25), "24:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.of(Duration.ofHours(1), Duration.ofHours(1), "5 pm"));
    }
}
