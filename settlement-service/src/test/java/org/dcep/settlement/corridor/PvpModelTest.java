package org.dcep.settlement.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.corridor.CorridorScenario.BUYER;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dcep.settlement.corridor.PvpWorld.Mistake;
import org.dcep.settlement.corridor.PvpWorld.PaymentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both legs or none, in whatever order things happen. */
class PvpModelTest {
    private static final int STEPS = 150;
    private static final int SEEDS = 3_000;

    @Property(tries = 3_000)
    void bothLegsHappenOrNone(@ForAll long seed) {
        assertThat(flaw(seed, Mistake.NONE)).isEmpty();
    }

    /** The model would be worth nothing if it found nothing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyMistakeIsFound(Mistake mistake) {
        assertThat(LongStream.range(0, SEEDS).mapToObj(seed -> flaw(seed, mistake)))
                .as("a run that shows it")
                .anyMatch(Optional::isPresent);
    }

    /** And nothing if hardly anything happened in it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELD")
    void tradesEndInBothWays(TradeState end) {
        assertThat(LongStream.range(0, 100).mapToObj(PvpModelTest::played))
                .anyMatch(world -> world.trades().values().stream().anyMatch(trade -> trade.state() == end));
    }

    private static PvpWorld played(long seed) {
        PvpWorld world = new PvpWorld(new Random(seed), Mistake.NONE);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        world.comeToRest();
        return world;
    }

    /** Plays a run and says what is wrong at the first moment at which something is. */
    private static Optional<String> flaw(long seed, Mistake mistake) {
        PvpWorld world = new PvpWorld(new Random(seed), mistake);
        for (int i = 0; i < STEPS; i++) {
            world.step();
            Optional<String> flaw = flawNow(world);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        world.comeToRest();
        return flawNow(world).or(() -> flawAtRest(world));
    }

    private static Optional<String> flawNow(PvpWorld world) {
        if (world.foreignSum() != 0 || world.somethingIsNegative()) {
            return Optional.of("the foreign ledger does not sum to zero or is below it");
        }
        if (world.balance(ForeignPosting.Place.held(BUYER)) != sum(world, TradeState.HELD)) {
            return Optional.of("what is held is not what trades hold");
        }
        if (world.makerMinor() != sum(world, TradeState.SETTLED)) {
            return Optional.of("the maker has not what settled trades paid");
        }
        if (world.usedTodayFen() > PvpWorld.PER_DAY_FEN) {
            return Optional.of("the limit of the day is exceeded");
        }
        return world.trades().values().stream()
                .filter(trade -> !legsAgree(trade, world.paymentOf(trade)))
                .findFirst()
                .map(trade -> "trade " + trade.state() + ", payment " + world.paymentOf(trade));
    }

    /** A settled trade has its payment, a released one has none and none under way. */
    private static boolean legsAgree(Trade trade, Optional<PaymentState> payment) {
        return switch (trade.state()) {
            case HELD -> true;
            case SETTLED -> payment.equals(Optional.of(PaymentState.ACCEPTED));
            case RELEASED -> payment.isEmpty() || payment.equals(Optional.of(PaymentState.REFUSED));
        };
    }

    private static Optional<String> flawAtRest(PvpWorld world) {
        return world.trades().values().stream()
                .filter(trade -> trade.state() == TradeState.HELD)
                .findFirst()
                .map(trade -> "a trade never ends");
    }

    private static long sum(PvpWorld world, TradeState state) {
        return world.trades().values().stream()
                .filter(trade -> trade.state() == state)
                .mapToLong(trade -> trade.quote().amountMinor())
                .sum();
    }
}
