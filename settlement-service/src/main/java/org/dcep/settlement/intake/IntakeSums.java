package org.dcep.settlement.intake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.settlement.netting.GrossPosition;

/**
 * What a batch of payments adds to the books, summed up in memory. Rows come in ascending order of their keys, so that
 * two batches at once never wait for each other in a circle.
 */
record IntakeSums(List<PairSum> pairs, List<OperatorSum> operators) {

    /** Payments of one cycle from one operator's payers to another's payees, or within one operator. */
    record PairSum(long cycleId, GrossPosition gross) {}

    /** Everything that one operator's payers paid in one cycle; the digest is a sum modulo 2^64. */
    record OperatorSum(
            long cycleId,
            String operatorId,
            long payments,
            long amountFen,
            long gasUnits,
            long gasFeeFen,
            long digest) {

        BigDecimal unsignedDigest() {
            return new BigDecimal(new BigInteger(Long.toUnsignedString(digest)));
        }
    }

    private record PairKey(long cycleId, String payer, String payee) {}

    private record OperatorKey(long cycleId, String operatorId) {}

    static IntakeSums of(Collection<PaymentCommitted> payments) {
        SortedMap<PairKey, PairSum> pairs = new TreeMap<>(Comparator.comparingLong(PairKey::cycleId)
                .thenComparing(PairKey::payer)
                .thenComparing(PairKey::payee));
        SortedMap<OperatorKey, OperatorSum> operators =
                new TreeMap<>(Comparator.comparingLong(OperatorKey::cycleId).thenComparing(OperatorKey::operatorId));
        for (PaymentCommitted payment : payments) {
            pairs.merge(
                    new PairKey(payment.cycleId(), payment.operatorId(), payment.payeeOperatorId()),
                    new PairSum(payment.cycleId(), gross(payment)),
                    IntakeSums::plus);
            operators.merge(new OperatorKey(payment.cycleId(), payment.operatorId()), sum(payment), IntakeSums::plus);
        }
        return new IntakeSums(List.copyOf(pairs.values()), List.copyOf(operators.values()));
    }

    private static GrossPosition gross(PaymentCommitted payment) {
        return new GrossPosition(payment.operatorId(), payment.payeeOperatorId(), 1, payment.amountFen());
    }

    private static PairSum plus(PairSum one, PairSum other) {
        GrossPosition a = one.gross();
        GrossPosition b = other.gross();
        return new PairSum(
                one.cycleId(),
                new GrossPosition(
                        a.payerOperatorId(),
                        a.payeeOperatorId(),
                        a.payments() + b.payments(),
                        Math.addExact(a.amountFen(), b.amountFen())));
    }

    private static OperatorSum sum(PaymentCommitted payment) {
        long digest = PaymentDigest.of(
                payment.paymentId(),
                payment.operatorId(),
                payment.payeeOperatorId(),
                payment.amountFen(),
                payment.gasFeeFen(),
                payment.cycleId());
        return new OperatorSum(
                payment.cycleId(),
                payment.operatorId(),
                1,
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                digest);
    }

    private static OperatorSum plus(OperatorSum a, OperatorSum b) {
        return new OperatorSum(
                a.cycleId(),
                a.operatorId(),
                a.payments() + b.payments(),
                Math.addExact(a.amountFen(), b.amountFen()),
                Math.addExact(a.gasUnits(), b.gasUnits()),
                Math.addExact(a.gasFeeFen(), b.gasFeeFen()),
                a.digest() + b.digest());
    }
}
