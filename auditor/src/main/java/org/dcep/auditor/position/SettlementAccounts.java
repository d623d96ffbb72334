package org.dcep.auditor.position;

import java.math.BigInteger;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.PaymentsSettled;

/**
 * The operators' settlement accounts as far as topics tell: what was placed less what was returned, and what reserves have
 * settled. Below zero it is credit drawn. A transfer that is told twice counts once.
 */
public final class SettlementAccounts {
    private final Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers;
    private final Facts<String, BigInteger> balances;
    private final Consumer<Discrepancy> findings;

    public SettlementAccounts(
            Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers,
            Facts<String, BigInteger> balances,
            Consumer<Discrepancy> findings) {
        this.transfers = transfers;
        this.balances = balances;
        this.findings = findings;
    }

    /** The central bank has moved free reserves into the account. */
    public void place(UUID transferId, String operatorId, long fen, Place place) {
        transfer(new LiquidityTransfer.Key(true, transferId), new LiquidityTransfer(operatorId, fen, place));
    }

    /** Settlement has taken reserves out of the account for the central bank to set free. */
    public void takeBack(UUID transferId, String operatorId, long fen, Place place) {
        transfer(new LiquidityTransfer.Key(false, transferId), new LiquidityTransfer(operatorId, -fen, place));
    }

    private void transfer(LiquidityTransfer.Key key, LiquidityTransfer transfer) {
        LiquidityTransfer known = transfers.get(key);
        if (known != null) {
            Scene scene = Scene.ofBook(transfer.operatorId()).cause(key.transferId());
            findings.accept(new Discrepancy.EventDoubled(scene.at(transfer.place()), known.place()));
            return;
        }
        transfers.put(key, transfer);
        add(transfer.operatorId(), transfer.signedFen());
    }

    /** Reserves have changed hands. */
    public void settle(PaymentsSettled settled) {
        for (PaymentsSettled.Movement movement : settled.movements()) {
            add(movement.fromOperatorId(), -movement.amountFen());
            add(movement.toOperatorId(), movement.amountFen());
        }
    }

    private void add(String operatorId, long fen) {
        BigInteger before = balances.get(operatorId);
        BigInteger moved = BigInteger.valueOf(fen);
        balances.put(operatorId, before == null ? moved : before.add(moved));
    }
}
