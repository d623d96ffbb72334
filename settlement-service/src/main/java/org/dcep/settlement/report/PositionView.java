package org.dcep.settlement.report;

import java.util.List;

/**
 * The operators' open positions.
 *
 * @param cycleId the open cycle; obligations of earlier cycles that are still closing count as well
 * @param positions ascending by operator; the nets add up to zero
 */
public record PositionView(long cycleId, List<Position> positions) {
    /** {@code netFen = owedFen - owesFen}: positive for a creditor. */
    public record Position(String operatorId, long owesFen, long owedFen, long netFen) {}
}
