package org.dcep.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.dcep.simulator.client.IssuerApi.Circulation;
import org.dcep.simulator.client.IssuerApi.Operator;
import org.dcep.simulator.client.WalletApi.Vault;

/** The laws that hold between the services' books whenever they are at rest, whatever happened before. */
public final class BookLaws {
    private final BookState state;
    private final List<Law> laws = new ArrayList<>();

    private BookLaws(BookState state) {
        this.state = state;
    }

    /** Every law, with what was found. */
    public static List<Law> of(BookState state) {
        BookLaws judged = new BookLaws(state);
        judged.issuer();
        judged.operators();
        judged.equal("reconciliation-agrees", state.isReconciled() ? 1 : 0, 1);
        return List.copyOf(judged.laws);
    }

    private void issuer() {
        Circulation issuer = state.circulation();
        equal("reserves-locked-equal-outstanding", issuer.reservesLockedFen(), issuer.outstandingFen());
        equal(
                "outstanding-equals-issued-minus-redeemed",
                issuer.outstandingFen(),
                issuer.issuedFen() - issuer.redeemedFen());
        long where = state.sum(Vault::vaultFen)
                + state.sum(Vault::walletsFen)
                + state.sum(Vault::heldFen)
                + state.sum(Vault::clearingFen)
                + state.sum(Vault::gasFen)
                + issuer.treasuryFen();
        equal("outstanding-equals-vaults-wallets-held-transit-gas-treasury", issuer.outstandingFen(), where);
        long operators = state.operators().values().stream()
                .mapToLong(Operator::outstandingFen)
                .sum();
        equal("outstanding-equals-operators-and-treasury", issuer.outstandingFen(), operators + issuer.treasuryFen());
    }

    private void operators() {
        pairs(
                "coins-equal-outstanding",
                bank -> vault(bank).coinsFen(),
                bank -> operator(bank).outstandingFen());
        pairs(
                "operators-reserves-locked-equal-outstanding",
                bank -> operator(bank).reservesLockedFen(),
                bank -> operator(bank).outstandingFen());
        pairs(
                "operators-books-equal-issuers-book",
                bank -> vault(bank).placedFen(),
                bank -> operator(bank).outstandingFen());
        pairs("books-sum-to-zero", bank -> vault(bank).placedFen(), bank -> {
            Vault vault = vault(bank);
            return vault.vaultFen()
                    + vault.walletsFen()
                    + vault.heldFen()
                    + vault.clearingFen()
                    + vault.gasFen()
                    + vault.reservesFen();
        });
        equal("nothing-held", state.sum(Vault::heldFen), 0);
        equal("reserves-in-books-sum-to-zero", state.sum(Vault::reservesFen), 0);
        equal("liquidity-placed-equals-settlement-accounts", state.reservesPlacedFen(), state.settlementAccountsFen());
    }

    private Vault vault(String operatorId) {
        return state.vaults().get(operatorId);
    }

    private Operator operator(String operatorId) {
        return state.operators().get(operatorId);
    }

    private void equal(String name, long left, long right) {
        laws.add(Law.equal(name, left, right));
    }

    /** Holds if left and right are equal at every operator; shows the sums. */
    private void pairs(String name, ToLongFunction<String> left, ToLongFunction<String> right) {
        boolean each = state.vaults().keySet().stream().allMatch(id -> left.applyAsLong(id) == right.applyAsLong(id));
        laws.add(new Law(name, each, sum(left), sum(right)));
    }

    private long sum(ToLongFunction<String> figure) {
        return state.vaults().keySet().stream().mapToLong(figure).sum();
    }
}
