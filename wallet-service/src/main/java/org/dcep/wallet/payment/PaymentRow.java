package org.dcep.wallet.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.Operation;

/**
 * A decided order as it is stored.
 *
 * @param payee as the payer wrote it, which need not be a wallet
 * @param reason empty; or the name of a {@link PaymentRejection} if refused; or the payee's operator's code if returned
 * @param cycleId the cycle of the last change of the book, 0 for an order that changed nothing
 * @param spentOn the date to which the payer's limits counted the amount
 * @param settled whether the cycle's settlement is final; not a column of the table
 */
record PaymentRow(
        UUID id,
        byte[] fingerprint,
        byte[] signature,
        Operation operation,
        int operatorNumber,
        long payer,
        long payee,
        long amountFen,
        long maxGasFeeFen,
        Instant expiresAt,
        String reference,
        PaymentState state,
        String reason,
        long gasUnits,
        long gasDueMicroFen,
        long gasFeeFen,
        int gasPolicyVersion,
        long cycleId,
        LocalDate spentOn,
        Instant decidedAt,
        boolean settled) {

    /** What a decision is made under, whatever it is. */
    record Decision(int operatorNumber, int gasPolicyVersion, LocalDate spentOn, Instant at) {}

    static PaymentRow decided(
            SignedOrder signed,
            byte[] fingerprint,
            PaymentState state,
            GasCharge gas,
            long cycleId,
            Decision decision) {
        PaymentOrder order = signed.order();
        return new PaymentRow(
                order.id(),
                fingerprint,
                signed.signature(),
                signed.operation(),
                decision.operatorNumber(),
                signed.payerNumber(),
                signed.payeeNumber(),
                order.amount().fen(),
                order.maxGasFee().fen(),
                order.expiresAt(),
                order.reference(),
                state,
                "",
                gas.units(),
                gas.dueMicroFen(),
                gas.fee().fen(),
                decision.gasPolicyVersion(),
                cycleId,
                decision.spentOn(),
                decision.at(),
                false);
    }

    static PaymentRow refused(SignedOrder signed, byte[] fingerprint, PaymentRejection rejection, Decision decision) {
        GasCharge nothing = new GasCharge(0, 0, Money.ZERO, 0);
        return decided(signed, fingerprint, PaymentState.REFUSED, nothing, 0, decision)
                .with(PaymentState.REFUSED, rejection.name(), 0, decision.at());
    }

    /** The same payment after a change of its state. */
    PaymentRow with(PaymentState newState, String newReason, long newCycleId, Instant at) {
        return new PaymentRow(
                id,
                fingerprint,
                signature,
                operation,
                operatorNumber,
                payer,
                payee,
                amountFen,
                maxGasFeeFen,
                expiresAt,
                reference,
                newState,
                newReason,
                gasUnits,
                gasDueMicroFen,
                gasFeeFen,
                gasPolicyVersion,
                newCycleId,
                spentOn,
                at,
                settled);
    }

    boolean isOf(byte[] otherFingerprint) {
        return Arrays.equals(fingerprint, otherFingerprint);
    }

    /** The state that clients see: PENDING, ACCEPTED, REFUSED or SETTLED. */
    String shownState() {
        return switch (state) {
            case PENDING -> "PENDING";
            case ACCEPTED -> settled ? "SETTLED" : "ACCEPTED";
            case REFUSED, RETURNED -> "REFUSED";
        };
    }

    /** The refusal's code, empty if there is none. */
    String reasonCode() {
        return state == PaymentState.REFUSED ? PaymentRejection.valueOf(reason).code() : reason;
    }

    /** Whether gas was charged or is held to be charged. */
    boolean costsGas() {
        return state == PaymentState.PENDING || state == PaymentState.ACCEPTED;
    }

    /** What the notary's log says about the payment; it must be final. */
    LogLeaf leaf(String payerOperatorId, String payeeOperatorId) {
        return new LogLeaf(
                id,
                payerOperatorId,
                cycleId,
                payeeOperatorId,
                payerText(),
                payeeText(),
                amountFen,
                gasUnits,
                gasFeeFen,
                gasPolicyVersion,
                decidedAt);
    }

    String payerText() {
        return walletText(payer);
    }

    String payeeText() {
        return walletText(payee);
    }

    /** A wallet number as people write it: 16 digits. */
    static String walletText(long number) {
        String digits = Long.toString(number);
        return "0".repeat(WalletId.DIGITS - digits.length()) + digits;
    }
}
