package org.dcep.ledger.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** One small class for each way to let floating-point numbers in, and one that does not. Nothing here is ever run. */
public final class FloatingOffenders {
    private FloatingOffenders() {}

    public record Exact(long fen) {
        public Exact half() {
            return new Exact(Math.floorDiv(fen, 2));
        }
    }

    public record DoubleField(double yuan) {}

    public static final class FloatParameter {
        public long fen(float yuan) {
            return yuan > 0 ? 1 : 0;
        }
    }

    public static final class BoxedResult {
        public Double yuan(long fen) {
            return null;
        }
    }

    public static final class DoubleArray {
        final double[] yuan = {};
    }

    public static final class DoubleCall {
        public long ceil(BigDecimal yuan) {
            return (long) yuan.doubleValue();
        }
    }

    public static final class KnowsAFramework {
        public boolean isEmpty(ObjectNode node) {
            return node.isEmpty();
        }
    }
}
