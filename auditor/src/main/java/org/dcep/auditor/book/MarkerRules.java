package org.dcep.auditor.book;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.contracts.CycleMarked;

/** Compares a marker with the events of its cycle. Pure. */
public final class MarkerRules {
    private MarkerRules() {}

    /**
     * Every figure that differs; whether all events are there is asked before.
     *
     * @param before the book's balances when the cycle began, as computed
     */
    public static List<Discrepancy> differences(CycleLine line, BookAmounts before, CycleMarked marker) {
        List<Discrepancy> found = new ArrayList<>();
        Scene scene = Scene.ofBook(marker.operatorId()).cycle(marker.cycleId());
        compare(found, scene, "bookEvents", BigInteger.valueOf(marker.bookEvents()), BigInteger.valueOf(line.events()));
        compare(found, scene, "payments", BigInteger.valueOf(marker.payments()), BigInteger.valueOf(line.payments()));
        compare(found, scene, "amountFen", BigInteger.valueOf(marker.amountFen()), line.amountFen());
        compare(found, scene, "gasFeeFen", BigInteger.valueOf(marker.gasFeeFen()), line.gasFeeFen());
        if (!marker.digest().equals(line.digestText())) {
            found.add(new Discrepancy.MarkerDiffers(scene, "digest", marker.digest(), line.digestText()));
        }
        BookAmounts marked = BookAmounts.of(marker.balances());
        BookAmounts counted = before.plus(line.change());
        compare(found, scene.account("ISSUED"), "issuedFen", marked.issued(), counted.issued());
        compare(found, scene.account("VAULT"), "vaultFen", marked.vault(), counted.vault());
        compare(found, scene.account("WALLET"), "walletsFen", marked.wallets(), counted.wallets());
        compare(found, scene.account("HELD"), "heldFen", marked.held(), counted.held());
        compare(found, scene.account("CLEARING"), "clearingFen", marked.clearing(), counted.clearing());
        compare(found, scene.account("GAS"), "gasFen", marked.gas(), counted.gas());
        compare(found, scene.account("RESERVES"), "reservesFen", marked.reserves(), counted.reserves());
        return found;
    }

    private static void compare(
            List<Discrepancy> found, Scene scene, String figure, BigInteger marked, BigInteger counted) {
        if (!marked.equals(counted)) {
            found.add(new Discrepancy.MarkerDiffers(scene, figure, marked.toString(), counted.toString()));
        }
    }
}
