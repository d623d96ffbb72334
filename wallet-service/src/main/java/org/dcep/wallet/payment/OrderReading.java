package org.dcep.wallet.payment;

import java.util.List;
import java.util.function.Function;
import org.dcep.web.Problem.Violation;

/** What came of reading a request's bytes. */
sealed interface OrderReading {
    <T> T fold(Function<Readable, T> ifReadable, Function<Malformed, T> ifMalformed);

    /** Well-formed; says nothing about the signature. */
    record Readable(SignedOrder order) implements OrderReading {
        @Override
        public <T> T fold(Function<Readable, T> ifReadable, Function<Malformed, T> ifMalformed) {
            return ifReadable.apply(this);
        }
    }

    /** Not an order; has at least one violation. */
    record Malformed(List<Violation> violations) implements OrderReading {
        public Malformed {
            violations = List.copyOf(violations);
        }

        @Override
        public <T> T fold(Function<Readable, T> ifReadable, Function<Malformed, T> ifMalformed) {
            return ifMalformed.apply(this);
        }
    }
}
