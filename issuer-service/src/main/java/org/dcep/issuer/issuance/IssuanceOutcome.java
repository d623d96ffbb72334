package org.dcep.issuer.issuance;

import java.util.function.Function;
import java.util.function.Supplier;

/** What became of an issuance order. */
sealed interface IssuanceOutcome {
    /** One branch per case: a further case will not compile until every caller handles it. */
    <T> T fold(Cases<T> cases);

    /** What to do in each case. */
    record Cases<T>(Function<Decided, T> ifDecided, Supplier<T> ifIdReused, Supplier<T> ifUnknownOperator) {}

    /** Issued or refused; {@code isNew} is false when an earlier call decided it. */
    record Decided(Issuance issuance, boolean isNew) implements IssuanceOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ifDecided().apply(this);
        }
    }

    /** The id belongs to an order with other content. */
    record IdReused() implements IssuanceOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ifIdReused().get();
        }
    }

    /** There is no such operator; nothing is stored. */
    record UnknownOperator() implements IssuanceOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ifUnknownOperator().get();
        }
    }
}
