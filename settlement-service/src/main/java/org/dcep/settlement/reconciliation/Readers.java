package org.dcep.settlement.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.contracts.VaultStocked;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.settlement.clock.BusinessTime;

/** One reader per topic, each with offsets of its own: what settlement has read says nothing about what these have. */
final class Readers {
    private static final String NAME = "reconciliation";

    /** The view is that much behind; it must agree within a minute. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private Readers() {}

    /** Adds up the events of one topic. */
    abstract static class Sums<E extends Event> implements EventBatchConsumer<E> {
        private final Topic topic;

        @Inject
        ReconciliationStore store;

        @Inject
        BusinessTime time;

        Sums(Topic topic) {
            this.topic = topic;
        }

        @Override
        public Topic topic() {
            return topic;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public Uni<Void> apply(SqlConnection tx, List<E> events) {
            Instant now = time.now();
            return store.add(tx, Increments.of(events, now)).chain(() -> store.progress(tx, topic, events.size(), now));
        }
    }

    /** Keeps what the books say of themselves. */
    @ApplicationScoped
    static class CycleMarkedReader implements EventBatchConsumer<CycleMarked> {
        @Inject
        ReconciliationStore store;

        @Inject
        BusinessTime time;

        @Override
        public Topic topic() {
            return Topic.CYCLE_MARKED;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Uni<Void> apply(SqlConnection tx, List<CycleMarked> events) {
            Instant now = time.now();
            Uni<Void> done = Uni.createFrom().voidItem();
            for (CycleMarked event : events) {
                done = done.chain(() -> store.add(tx, MarkerLine.of(event, now)));
            }
            return done.chain(() -> store.progress(tx, topic(), events.size(), now));
        }
    }

    @ApplicationScoped
    static class CurrencyIssuedReader extends Sums<CurrencyIssued> {
        CurrencyIssuedReader() {
            super(Topic.CURRENCY_ISSUED);
        }
    }

    @ApplicationScoped
    static class RedemptionCompletedReader extends Sums<RedemptionCompleted> {
        RedemptionCompletedReader() {
            super(Topic.REDEMPTION_COMPLETED);
        }
    }

    @ApplicationScoped
    static class VaultStockedReader extends Sums<VaultStocked> {
        VaultStockedReader() {
            super(Topic.VAULT_STOCKED);
        }
    }

    @ApplicationScoped
    static class RedemptionAnsweredReader extends Sums<RedemptionAnswered> {
        RedemptionAnsweredReader() {
            super(Topic.REDEMPTION_ANSWERED);
        }
    }

    @ApplicationScoped
    static class CurrencyExchangedReader extends Sums<CurrencyExchanged> {
        CurrencyExchangedReader() {
            super(Topic.CURRENCY_EXCHANGED);
        }
    }

    @ApplicationScoped
    static class CreditRequestedReader extends Sums<CreditRequested> {
        CreditRequestedReader() {
            super(Topic.CREDIT_REQUESTED);
        }
    }

    @ApplicationScoped
    static class CreditAnsweredReader extends Sums<CreditAnswered> {
        CreditAnsweredReader() {
            super(Topic.CREDIT_ANSWERED);
        }
    }

    @ApplicationScoped
    static class PaymentCommittedReader extends Sums<PaymentCommitted> {
        PaymentCommittedReader() {
            super(Topic.PAYMENT_COMMITTED);
        }
    }

    @ApplicationScoped
    static class PaymentReturnedReader extends Sums<PaymentReturned> {
        PaymentReturnedReader() {
            super(Topic.PAYMENT_RETURNED);
        }
    }

    @ApplicationScoped
    static class SettlementBookedReader extends Sums<SettlementBooked> {
        SettlementBookedReader() {
            super(Topic.SETTLEMENT_BOOKED);
        }
    }

    @ApplicationScoped
    static class PaymentsSettledReader extends Sums<PaymentsSettled> {
        PaymentsSettledReader() {
            super(Topic.PAYMENTS_SETTLED);
        }
    }

    @ApplicationScoped
    static class CycleSettledReader extends Sums<CycleSettled> {
        CycleSettledReader() {
            super(Topic.CYCLE_SETTLED);
        }
    }

    @ApplicationScoped
    static class LiquidityPlacedReader extends Sums<LiquidityPlaced> {
        LiquidityPlacedReader() {
            super(Topic.LIQUIDITY_PLACED);
        }
    }

    @ApplicationScoped
    static class LiquidityReturnedReader extends Sums<LiquidityReturned> {
        LiquidityReturnedReader() {
            super(Topic.LIQUIDITY_RETURNED);
        }
    }

    @ApplicationScoped
    static class GasRevenueSettledReader extends Sums<GasRevenueSettled> {
        GasRevenueSettledReader() {
            super(Topic.GAS_REVENUE_SETTLED);
        }
    }
}
