package org.dcep.wallet.finality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.SettlementBooked;
import org.dcep.ledger.AccountKind;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.book.LockedBooks;
import org.dcep.wallet.book.OpenCycle;
import org.junit.jupiter.api.Test;

/** What holds for any sequence of settlements, in whatever mix of assets. */
class SettlementBooksTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final List<String> OPERATORS = List.of("bank-a", "bank-b", "bank-c");

    @Property(tries = 500)
    void everyBookBalancesAndReservesAddUpToZero(@ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int size) {
        LockedBook book = emptyBooks();
        List<PaymentsSettled> settlements = settlements(random, size);
        settlements.forEach(settlement -> post(settlement, book));

        LockedBooks.requireBalanced(book);
        for (AccountKind kind : List.of(AccountKind.ISSUED, AccountKind.CLEARING, AccountKind.RESERVES)) {
            long everywhere = 0;
            for (int operator = 1; operator <= OPERATORS.size(); operator++) {
                everywhere += LockedBooks.collected(book, operator, kind);
            }
            assertThat(everywhere).as(kind.name()).isZero();
        }
    }

    @Property(tries = 500)
    void eachAssetHasAnAccountOfItsOwn(@ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int size) {
        LockedBook book = emptyBooks();
        List<PaymentsSettled> settlements = settlements(random, size);
        settlements.forEach(settlement -> post(settlement, book));

        for (int operator = 1; operator <= OPERATORS.size(); operator++) {
            long inCurrency = paidFen(settlements, operator, "CURRENCY");
            long inReserves = paidFen(settlements, operator, "RESERVES");
            assertThat(LockedBooks.collected(book, operator, AccountKind.ISSUED))
                    .isEqualTo(inCurrency);
            assertThat(LockedBooks.collected(book, operator, AccountKind.RESERVES))
                    .isEqualTo(inReserves);
            assertThat(LockedBooks.collected(book, operator, AccountKind.CLEARING))
                    .isEqualTo(-inCurrency - inReserves);
        }
        assertThat(book.events())
                .allSatisfy(event -> assertThat(((SettlementBooked) event).asset())
                        .isEqualTo(assetOf(((SettlementBooked) event).settlementId(), settlements)));
    }

    @Test
    void gasIsNeverSweptInReserves() {
        assertThatThrownBy(() -> new SettlementBooks.Share(UUID.randomUUID(), 1, "bank-a", SettledAsset.RESERVES, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAssetThatNobodyKnowsIsNotBooked() {
        PaymentsSettled strange = new PaymentsSettled(
                UUID.randomUUID(), 1, "GROSS", "GOLD", List.of(new PaymentsSettled.Movement("bank-a", "bank-b", 1)));
        assertThatThrownBy(() -> PaymentsSettledConsumer.shares(strange)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LockedBook emptyBooks() {
        List<OpenCycle> cycles = new ArrayList<>();
        for (String operator : OPERATORS) {
            cycles.add(new OpenCycle(operator, cycles.size() + 1, 5, TODAY, false));
        }
        return LockedBooks.of(cycles, List.of());
    }

    private static List<PaymentsSettled> settlements(Random random, int size) {
        List<PaymentsSettled> settlements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<PaymentsSettled.Movement> movements = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                int from = random.nextInt(OPERATORS.size());
                int to = (from + 1 + random.nextInt(OPERATORS.size() - 1)) % OPERATORS.size();
                movements.add(new PaymentsSettled.Movement(
                        OPERATORS.get(from), OPERATORS.get(to), 1 + random.nextInt(1_000_000)));
            }
            settlements.add(new PaymentsSettled(
                    new UUID(0, i),
                    1 + random.nextInt(4),
                    "HYBRID",
                    random.nextBoolean() ? "CURRENCY" : "RESERVES",
                    movements));
        }
        return settlements;
    }

    private static void post(PaymentsSettled settlement, LockedBook book) {
        PaymentsSettledConsumer.shares(settlement)
                .forEach(share -> SettlementBooks.post(share, OPERATORS.indexOf(share.operatorId()) + 1, book, NOW));
    }

    private static long paidFen(List<PaymentsSettled> settlements, int operatorNumber, String asset) {
        String operator = OPERATORS.get(operatorNumber - 1);
        return settlements.stream()
                .filter(settlement -> settlement.asset().equals(asset))
                .flatMap(settlement -> settlement.movements().stream())
                .mapToLong(movement -> (movement.fromOperatorId().equals(operator) ? movement.amountFen() : 0)
                        - (movement.toOperatorId().equals(operator) ? movement.amountFen() : 0))
                .sum();
    }

    private static String assetOf(UUID settlementId, List<PaymentsSettled> settlements) {
        return settlements.stream()
                .filter(settlement -> settlement.settlementId().equals(settlementId))
                .findFirst()
                .orElseThrow()
                .asset();
    }
}
