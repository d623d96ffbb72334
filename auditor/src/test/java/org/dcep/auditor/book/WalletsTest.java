package org.dcep.auditor.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

class WalletsTest {
    @Property
    void behavesLikeAMap(@ForAll List<@LongRange(min = 1, max = 60) Long> numbers) {
        Wallets wallets = new Wallets();
        Map<Long, Long> expected = new HashMap<>();
        for (long number : numbers) {
            wallets.move(wallets.slot(number), number, -1);
            expected.merge(number, number, Long::sum);
        }
        assertThat(wallets.size()).isEqualTo(expected.size());
        expected.forEach((number, fen) -> {
            int slot = wallets.find(number);
            assertThat(wallets.availableFen(slot)).isEqualTo(fen);
            assertThat(wallets.changes(slot)).isEqualTo((int) (fen / number));
            assertThat(wallets.heldFen(slot)).isEqualTo(-wallets.changes(slot));
        });
    }

    @Test
    void whatIsStoredInPagesComesBackWhole() {
        Wallets wallets = filled(3 * Wallets.PAGE + 5);
        Wallets again = new Wallets();
        for (int page = 0; page < 4; page++) {
            again.resume(wallets.page(page));
        }
        assertThat(again.size()).isEqualTo(wallets.size());
        for (int slot = 0; slot < wallets.size(); slot++) {
            int found = again.find(wallets.number(slot));
            assertThat(again.availableFen(found)).isEqualTo(wallets.availableFen(slot));
            assertThat(again.heldFen(found)).isEqualTo(wallets.heldFen(slot));
            assertThat(again.gasRestMicroFen(found)).isEqualTo(wallets.gasRestMicroFen(slot));
            assertThat(again.changes(found)).isEqualTo(wallets.changes(slot));
            assertThat(again.pending(found)).isEqualTo(wallets.pending(slot));
            assertThat(again.returned(found)).isEqualTo(wallets.returned(slot));
            assertThat(again.checked(found)).isEqualTo(wallets.checked(slot));
            assertThat(again.forgivenFen(found)).isEqualTo(wallets.forgivenFen(slot));
        }
    }

    private static Wallets filled(int count) {
        Wallets wallets = new Wallets();
        for (int i = 0; i < count; i++) {
            int slot = wallets.slot(1_010_000_000_000_000L + 10L * i);
            wallets.move(slot, i, 2L * i);
            wallets.charge(slot, 3L * i);
            wallets.addPending(slot, i % 3);
            wallets.addReturned(slot);
            wallets.check(slot, i % 7);
            wallets.forgive(slot, i % 2);
        }
        return wallets;
    }

    @Test
    void onlyPagesThatChangedAreStoredAgain() {
        Wallets wallets = filled(2 * Wallets.PAGE);
        wallets.stored();
        assertThat(wallets.dirtyPages()).isEmpty();
        wallets.move(Wallets.PAGE + 1, 1, 0);
        assertThat(wallets.dirtyPages()).containsExactly(1);
    }

    @Test
    void aSumIsRightWhateverWasAddedOnTheWayToIt() {
        Wallets wallets = new Wallets();
        int slot = wallets.slot(1);
        for (int i = 0; i < 1_025; i++) {
            wallets.move(slot, Money.MAX_FEN, -Money.MAX_FEN);
        }
        for (int i = 0; i < 1_025; i++) {
            wallets.move(slot, -Money.MAX_FEN, Money.MAX_FEN);
        }
        wallets.move(slot, 70, 5);
        assertThat(wallets.availableFen(slot)).isEqualTo(70);
        assertThat(wallets.heldFen(slot)).isEqualTo(5);
        assertThat(wallets.changes(slot)).isEqualTo(2_051);
    }

    @Test
    void noMoreIsForgivenThanAnIntHolds() {
        Wallets wallets = new Wallets();
        int slot = wallets.slot(1);
        wallets.forgive(slot, Integer.MAX_VALUE - 1);
        assertThat(wallets.mayForgive(slot, 1)).isTrue();
        assertThat(wallets.mayForgive(slot, 2)).isFalse();
        assertThat(wallets.mayForgive(slot, Long.MAX_VALUE)).isFalse();
        assertThat(wallets.mayForgive(slot, -Integer.MAX_VALUE)).isTrue();
        assertThat(wallets.mayForgive(slot, Long.MIN_VALUE)).isFalse();
    }
}
