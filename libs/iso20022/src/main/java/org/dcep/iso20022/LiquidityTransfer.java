package org.dcep.iso20022;

import java.time.LocalDate;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Central-bank money that changes its form or its account (camt.050): reserves become currency in a vault or liquidity
 * for settlement, or the other way round.
 *
 * @param transferId of the issuance, redemption, placement or return
 * @param amount at least 1 fen
 */
public record LiquidityTransfer(
        MessageHeader header,
        UUID transferId,
        Account debtorAccount,
        Account creditorAccount,
        Money amount,
        LocalDate settlementDate) {

    /**
     * @throws IllegalArgumentException if nothing moves
     */
    public LiquidityTransfer {
        if (amount.isZero() || debtorAccount.equals(creditorAccount)) {
            throw new IllegalArgumentException("at least 1 fen moves from one account to another");
        }
    }

    /** An issuance: the operator's reserves are locked, and its vault receives as much currency. */
    public static LiquidityTransfer ofIssuance(
            MessageHeader header, UUID issuanceId, OperatorId operator, Money amount, LocalDate settlementDate) {
        return new LiquidityTransfer(
                header, issuanceId, Account.reserve(operator), Account.vault(operator), amount, settlementDate);
    }

    /** A redemption: currency out of the vault is destroyed, and as much of the reserves is free again. */
    public static LiquidityTransfer ofRedemption(
            MessageHeader header, UUID redemptionId, OperatorId operator, Money amount, LocalDate settlementDate) {
        return new LiquidityTransfer(
                header, redemptionId, Account.vault(operator), Account.reserve(operator), amount, settlementDate);
    }

    /** A placement: free reserves of the operator can pay what it owes to others. */
    public static LiquidityTransfer ofPlacement(
            MessageHeader header, UUID placementId, OperatorId operator, Money amount, LocalDate settlementDate) {
        return new LiquidityTransfer(
                header, placementId, Account.reserve(operator), Account.settlement(operator), amount, settlementDate);
    }

    /** A return: what is in the operator's settlement account becomes free reserves. */
    public static LiquidityTransfer ofReturn(
            MessageHeader header, UUID returnId, OperatorId operator, Money amount, LocalDate settlementDate) {
        return new LiquidityTransfer(
                header, returnId, Account.settlement(operator), Account.reserve(operator), amount, settlementDate);
    }
}
