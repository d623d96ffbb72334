package org.dcep.settlement.netting;

/**
 * What an operator owes to and is owed by all others.
 *
 * @param owesFen 0 or more
 * @param owedFen 0 or more
 */
public record NetPosition(String operatorId, long owesFen, long owedFen) {
    /** Signed: positive for a creditor, negative for a debtor. */
    public long netFen() {
        return Math.subtractExact(owedFen, owesFen);
    }

    NetPosition owing(long fen) {
        return new NetPosition(operatorId, Math.addExact(owesFen, fen), owedFen);
    }

    NetPosition owed(long fen) {
        return new NetPosition(operatorId, owesFen, Math.addExact(owedFen, fen));
    }
}
