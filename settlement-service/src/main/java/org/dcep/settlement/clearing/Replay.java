package org.dcep.settlement.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dcep.clearing.ClearingMeter;
import org.dcep.clearing.CostModel;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Tells a meter again what the engine did in a span, from what is stored of it, in the order in which it happened. Needs
 * memory for one answer of the engine and not for the span.
 */
final class Replay {
    private final ClearingMeter meter;
    private Queued submitted;
    private final List<SettledGroup> answer = new ArrayList<>();
    private final List<Queued> group = new ArrayList<>();
    private long groupNumber;
    private GroupKind groupKind;
    private Instant groupAt;

    /**
     * @param balancesFen what each participant had at {@code from}
     * @param to after {@code from}
     */
    Replay(Map<OperatorId, Long> balancesFen, Instant from, Instant to) {
        meter = new ClearingMeter(balancesFen, from, to, ClearingMeter.slice(from, to), CostModel.DEFAULT);
    }

    /** Obligations that waited already when the span began. */
    void carriedOver(Collection<Queued> waiting) {
        meter.carriedOver(waiting);
    }

    /** An obligation came into the queue, or was stored for the end of its cycle. */
    void submitted(Queued queued) {
        flush();
        submitted = queued;
    }

    /** Liquidity came, or left if negative. */
    void moved(OperatorId operator, long fen, Instant at) {
        flush();
        if (fen > 0) {
            meter.added(operator, new Money(fen), at);
        } else {
            meter.withdrawn(operator, new Money(-fen), at);
        }
    }

    /** The next obligation of a group that settled; what settled with a submission, in its instant, is the answer to it. */
    void settled(Queued queued, long number, GroupKind kind, Instant at) {
        if (number != groupNumber) {
            endGroup();
            if (submitted != null && at.isAfter(submitted.submittedAt())) {
                flush();
            }
            groupNumber = number;
            groupKind = kind;
            groupAt = at;
        }
        group.add(queued);
    }

    private void endGroup() {
        if (!group.isEmpty()) {
            answer.add(new SettledGroup(groupNumber, groupKind, groupAt, group));
            group.clear();
        }
    }

    private void flush() {
        endGroup();
        if (submitted != null) {
            Obligation obligation = submitted.obligation();
            meter.submitted(obligation, submitted.submittedAt(), answer);
        } else {
            meter.settled(answer);
        }
        submitted = null;
        answer.clear();
    }

    /** What the span came to; {@code unsettled} is what waited at its end. */
    Indicators end(Collection<Queued> unsettled) {
        flush();
        return meter.at(unsettled);
    }
}
