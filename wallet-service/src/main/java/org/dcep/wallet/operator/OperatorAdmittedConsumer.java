package org.dcep.wallet.operator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.wallet.book.BookOpening;

/** Opens the book of every operator that the central bank admits, and the sequence of its wallets' serials. */
@ApplicationScoped
class OperatorAdmittedConsumer implements OneByOneConsumer<OperatorAdmitted> {
    private final BookOpening books;
    private final WalletSerials serials;
    private final Operators operators;

    OperatorAdmittedConsumer(BookOpening books, WalletSerials serials, Operators operators) {
        this.books = books;
        this.serials = serials;
        this.operators = operators;
    }

    @Override
    public Topic topic() {
        return Topic.OPERATOR_ADMITTED;
    }

    @Override
    public Uni<Void> applyOne(SqlConnection tx, OperatorAdmitted event) {
        return books.open(tx, event).chain(() -> serials.open(tx, event.operatorNumber()));
    }

    @Override
    public void committed(List<OperatorAdmitted> events) {
        events.forEach(event -> operators.remember(
                new Operator(event.operatorId(), event.operatorNumber(), event.name(), event.admittedAt())));
    }
}
