package org.dcep.settlement.operator;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The banks that are known here. */
@ApplicationScoped
public class OperatorStore implements PanacheRepositoryBase<OperatorRow, String> {
    public Uni<Boolean> knows(String operatorId) {
        return findById(operatorId).map(row -> row != null);
    }
}
