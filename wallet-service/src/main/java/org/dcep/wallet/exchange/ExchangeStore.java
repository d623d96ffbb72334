package org.dcep.wallet.exchange;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.WalletId;

/** Exchanges in the transaction that decides them. */
@ApplicationScoped
class ExchangeStore {
    private static final String FIND = "select wallet, to_wallet, amount_fen, refusal, at from exchange where id = $1";
    private static final String INSERT = """
            insert into exchange (id, operator_number, wallet, to_wallet, amount_fen, refusal, at)
            values ($1, $2, $3, $4, $5, $6, $7)""";

    Uni<Optional<Exchange>> find(SqlClient tx, UUID id) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(exchange(id, rows.iterator().next())));
    }

    Uni<Void> insert(SqlClient tx, int operatorNumber, Exchange exchange) {
        ExchangeOrder order = exchange.order();
        Tuple parameters = Tuple.tuple()
                .addValue(order.id())
                .addValue(operatorNumber)
                .addValue(order.wallet())
                .addValue(order.direction() == Direction.TO_WALLET)
                .addValue(order.amountFen())
                .addValue(exchange.refusal().map(Enum::name).orElse(null))
                .addValue(exchange.at().atOffset(UTC));
        return tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid();
    }

    private static Exchange exchange(UUID id, Row row) {
        return new Exchange(
                new ExchangeOrder(
                        id,
                        new WalletId(row.getLong(0)).toString(),
                        row.getBoolean(1) ? Direction.TO_WALLET : Direction.TO_DEPOSIT,
                        row.getLong(2)),
                Optional.ofNullable(row.getString(3)).map(ExchangeRefusal::valueOf),
                row.getOffsetDateTime(4).toInstant());
    }
}
