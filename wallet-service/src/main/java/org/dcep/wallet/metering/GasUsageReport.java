package org.dcep.wallet.metering;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Page;

/** Reads the metered gas. */
@ApplicationScoped
class GasUsageReport {
    private final Operators operators;

    GasUsageReport(Operators operators) {
        this.operators = operators;
    }

    /** What was asked for. */
    record Question(UsageDimension by, OptionalInt operatorNumber, long after, int limit) {}

    /** A sum with the number by which pages are ordered. */
    record Sum(long value, long payments, long amountFen, long gasUnits, long gasFeeFen) {}

    /** One page, ordered by the dimension. */
    @WithSession
    Uni<Page<GasUsageLine>> answer(Question question) {
        return operators
                .all()
                .map(all -> all.stream().collect(Collectors.toMap(Operator::number, Operator::operatorId)))
                .chain(names -> sums(question).map(sums -> page(question, sums, names)));
    }

    private Uni<List<Sum>> sums(Question question) {
        String by = "cast(u." + question.by().attribute() + " as long)";
        String query = "select " + by + ", sum(u.payments), sum(u.amountFen), sum(u.gasUnits), sum(u.gasFeeFen)"
                + " from GasUsageRow u where " + by + " > :after"
                + (question.operatorNumber().isPresent() ? " and u.operatorNumber = :operator" : "")
                + " group by " + by + " order by " + by;
        return Panache.getSession().chain(session -> {
            var selection = session.createSelectionQuery(query, Object[].class)
                    .setParameter("after", question.after())
                    .setMaxResults(question.limit() + 1);
            question.operatorNumber().ifPresent(number -> selection.setParameter("operator", number));
            return selection
                    .getResultList()
                    .map(rows -> rows.stream().map(GasUsageReport::sum).toList());
        });
    }

    private static Sum sum(Object[] row) {
        return new Sum((Long) row[0], (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4]);
    }

    private static Page<GasUsageLine> page(Question question, List<Sum> sums, Map<Integer, String> names) {
        return Page.of(sums, question.limit(), Sum::value)
                .map(sum -> new GasUsageLine(
                        question.by().shown(sum.value(), names),
                        sum.payments(),
                        sum.amountFen(),
                        sum.gasUnits(),
                        sum.gasFeeFen()));
    }
}
