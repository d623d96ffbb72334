package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import java.util.Optional;
import java.util.UUID;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.finding.Findings.Finding;
import org.junit.jupiter.api.Test;

/** Somebody changes the rows of a book by hand, and the auditor names which. */
class PlantedInBooksTest extends SpoiledNetwork {
    @Test
    void findsNothingInABookThatIsRight() {
        network.closeCycle();
        payAround();
        network.closeCycle();
        // A fen or two of gas do not reach every beneficiary.
        network.pay(payer, payee, 100);
        network.closeCycle();
        AuditView view = auditor.awaitCompared(3);
        assertThat(view.discrepancies()).isEmpty();
        assertThat(view.clean()).isTrue();
        assertThat(view.laws()).allMatch(AuditView.LawView::holds);
        assertThat(view.wallets()).isEqualTo(3);
        assertThat(view.paymentsUnderWay()).isZero();
        assertThat(view.movementsUnderWay()).isZero();
        assertThat(view.rows().trouble()).isEmpty();
        assertThat(view.books())
                .allSatisfy(book -> assertThat(book.issuedFen())
                        .isEqualTo(book.vaultFen()
                                .add(book.walletsFen())
                                .add(book.heldFen())
                                .add(book.clearingFen())
                                .add(book.gasFen())));
    }

    @Test
    void findsAFenThatWasMovedByHand() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("update account set available_fen = available_fen + 1 where id = ?", payer);
        network.database().execute("update account set available_fen = available_fen - 1 where id = ?", payee);
        Finding more = auditor.awaitFinding(
                "BalanceDiffers", found -> found.account().equals(Optional.of(PlayedNetwork.text(payer))));
        long right = network.database().number("select available_fen - 1 from account where id = ?", payer);
        assertThat(more.book()).contains(BANK_A);
        assertThat(more.expected()).isEqualTo("availableFen " + right);
        assertThat(more.found()).isEqualTo("availableFen " + (right + 1) + " in the row");
        auditor.awaitFinding("BalanceDiffers", found -> found.account().equals(Optional.of(PlayedNetwork.text(payee))));
    }

    @Test
    void findsAStatementsLineThatWasDeleted() {
        UUID payment = network.pay(payer, payee, 777);
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from entry where account = ? and cause = ?", payer, payment);
        Finding found = only("RowDeleted");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.account()).contains(PlayedNetwork.text(payer));
        assertThat(found.expected()).startsWith("entry ");
    }

    @Test
    void findsAPaymentThatWasDeleted() {
        UUID payment = network.pay(payer, payee, 777);
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from payment where id = ?", payment);
        Finding found = only("RowDeleted");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.expected()).isEqualTo("payment " + payment);
    }

    @Test
    void findsAWalletThatWasDeleted() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from account where id = ?", stranger);
        Finding found = only("RowDeleted");
        assertThat(found.account()).contains(PlayedNetwork.text(stranger));
        assertThat(found.book()).contains(BANK_B);
    }

    @Test
    void findsATableOfStatementsThatWasTruncated() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("truncate entry");
        auditor.await(
                "missing lines of every wallet",
                view -> view.discrepancies().stream()
                                .filter(found -> found.kind().equals("RowDeleted"))
                                .map(Finding::account)
                                .distinct()
                                .count()
                        >= 3);
    }
}
