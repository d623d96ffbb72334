package org.dcep.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

class WaitingLineTest {
    private static final OperatorId PAYER = OperatorId.of("a");
    private static final OperatorId PAYEE = OperatorId.of("b");

    @Property
    void findsWhatAListFinds(
            @ForAll @Size(max = 200) List<@IntRange(min = -60, max = 60) Integer> changes,
            @ForAll @IntRange(min = 0, max = 70) int most) {
        WaitingLine line = new WaitingLine();
        List<Waiting> list = new ArrayList<>();
        for (int change : changes) {
            if (change > 0) {
                Waiting added = waiting(list.size() + 1, change);
                line.add(added);
                list.add(added);
            } else if (!list.isEmpty()) {
                line.remove(list.remove(-change % list.size()));
            }

            assertThat(line.size()).isEqualTo(list.size());
            assertThat(line.isEmpty()).isEqualTo(list.isEmpty());
            assertThat(line.first()).isSameAs(list.isEmpty() ? null : list.get(0));
            assertThat(line.firstUpTo(most)).isSameAs(firstUpTo(list, most, 0));
        }
        for (int i = 0; i < list.size(); i++) {
            assertThat(line.after(list.get(i))).isSameAs(i + 1 < list.size() ? list.get(i + 1) : null);
            assertThat(line.firstUpTo(most, list.get(i))).isSameAs(firstUpTo(list, most, i + 1));
        }
    }

    private static Waiting firstUpTo(List<Waiting> list, long fen, int from) {
        return list.stream()
                .skip(from)
                .filter(waiting -> waiting.fen <= fen)
                .findFirst()
                .orElse(null);
    }

    private static Waiting waiting(long sequence, long fen) {
        Obligation obligation = new Obligation("o", PAYER, PAYEE, new Money(fen), Priority.NORMAL);
        return new Waiting(new Queued(sequence, obligation, Scenario.MORNING), 0, 1);
    }
}
