package org.dcep.clearing;

import java.util.Arrays;
import java.util.BitSet;

/** The sums of a group that may be settled, by participant. */
final class GroupDraft {
    private final long[][] paysFen = new long[Priority.values().length][];
    private final long[] receivesFen;
    private final BitSet members = new BitSet();

    /** By payer and payee, only if somebody has limits, since they are large. */
    private final long[][] betweenFen;

    private final long[][] normalBetweenFen;

    GroupDraft(int participants, boolean limits) {
        for (int i = 0; i < paysFen.length; i++) {
            paysFen[i] = new long[participants];
        }
        receivesFen = new long[participants];
        betweenFen = limits ? new long[participants][participants] : new long[0][];
        normalBetweenFen = limits ? new long[participants][participants] : new long[0][];
    }

    void add(Waiting waiting) {
        change(waiting, waiting.fen);
    }

    void leaveOut(Waiting waiting) {
        change(waiting, -waiting.fen);
    }

    private void change(Waiting waiting, long fen) {
        paysFen[waiting.priority.ordinal()][waiting.payer] += fen;
        receivesFen[waiting.payee] += fen;
        members.set(waiting.payer, takesPart(waiting.payer));
        members.set(waiting.payee, takesPart(waiting.payee));
        if (betweenFen.length > 0) {
            betweenFen[waiting.payer][waiting.payee] += fen;
            if (waiting.priority == Priority.NORMAL) {
                normalBetweenFen[waiting.payer][waiting.payee] += fen;
            }
        }
    }

    private boolean takesPart(int participant) {
        for (long[] ofPriority : paysFen) {
            if (ofPriority[participant] > 0) {
                return true;
            }
        }
        return receivesFen[participant] > 0;
    }

    /** Makes it empty, at the cost of what was in it. */
    void clear() {
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            for (long[] ofPriority : paysFen) {
                ofPriority[i] = 0;
            }
            receivesFen[i] = 0;
            if (betweenFen.length > 0) {
                Arrays.fill(betweenFen[i], 0);
                Arrays.fill(normalBetweenFen[i], 0);
            }
        }
        members.clear();
    }

    /** Who pays or receives. */
    BitSet members() {
        return members;
    }

    long paysFen(int participant, Priority priority) {
        return paysFen[priority.ordinal()][participant];
    }

    /** What the participant pays more than it receives; negative if it receives more. */
    long netDebitFen(int participant) {
        long pays = 0;
        for (long[] ofPriority : paysFen) {
            pays += ofPriority[participant];
        }
        return pays - receivesFen[participant];
    }

    long betweenFen(int payer, int payee) {
        return betweenFen[payer][payee];
    }

    boolean paysNormal(int payer, int payee) {
        return normalBetweenFen[payer][payee] > 0;
    }
}
