package org.dcep.contracts;

/**
 * Every topic, with the event that travels on it. Producers create topics with these settings where they are missing.
 */
public enum Topic {
    OPERATOR_ADMITTED("dcep.operator.admitted", OperatorAdmitted.class, 1, true),
    POLICY_PUBLISHED("dcep.policy.published", PolicyPublished.class, 1, true),
    CURRENCY_ISSUED("dcep.currency.issued", CurrencyIssued.class, 1, false),
    CURRENCY_REGISTERED("dcep.currency.registered", CurrencyRegistered.class, 1, false),
    REDEMPTION_REQUESTED("dcep.redemption.requested", RedemptionRequested.class, 1, false),
    REDEMPTION_ANSWERED("dcep.redemption.answered", RedemptionAnswered.class, 1, false),
    REDEMPTION_COMPLETED("dcep.redemption.completed", RedemptionCompleted.class, 1, false),
    VAULT_STOCKED("dcep.vault.stocked", VaultStocked.class, 1, false),
    CURRENCY_EXCHANGED("dcep.currency.exchanged", CurrencyExchanged.class, 4, false),
    CREDIT_REQUESTED("dcep.credit.requested", CreditRequested.class, 4, false),
    CREDIT_ANSWERED("dcep.credit.answered", CreditAnswered.class, 4, false),
    PAYMENT_COMMITTED("dcep.payment.committed", PaymentCommitted.class, 4, false),
    PAYMENT_RETURNED("dcep.payment.returned", PaymentReturned.class, 4, false),
    CYCLE_CLOSING("dcep.cycle.closing", CycleClosing.class, 1, false),
    CYCLE_MARKED("dcep.cycle.marked", CycleMarked.class, 1, false),
    CYCLE_SETTLED("dcep.cycle.settled", CycleSettled.class, 1, false),
    PAYMENTS_SETTLED("dcep.payments.settled", PaymentsSettled.class, 1, false),
    GAS_REVENUE_SETTLED("dcep.gas.settled", GasRevenueSettled.class, 1, false),
    LIQUIDITY_PLACED("dcep.liquidity.placed", LiquidityPlaced.class, 1, false),
    LIQUIDITY_RETURNED("dcep.liquidity.returned", LiquidityReturned.class, 1, false),
    SETTLEMENT_BOOKED("dcep.settlement.booked", SettlementBooked.class, 1, false),
    LOG_HEAD_SEALED("dcep.log.sealed", LogHeadSealed.class, 1, false),
    LOG_HEAD_COSIGNED("dcep.log.cosigned", LogHeadCosigned.class, 1, false),
    SHARD_FREEZE_CHANGED("dcep.shard.freeze", ShardFreezeChanged.class, 1, true),
    LEG_REQUESTED("dcep.leg.requested", LegRequested.class, 1, false),
    LEG_ANSWERED("dcep.leg.answered", LegAnswered.class, 1, false);

    private final String topicName;
    private final Class<? extends Event> eventType;
    private final int partitions;
    private final boolean compacted;

    Topic(String topicName, Class<? extends Event> eventType, int partitions, boolean compacted) {
        this.topicName = topicName;
        this.eventType = eventType;
        this.partitions = partitions;
        this.compacted = compacted;
    }

    public String topicName() {
        return topicName;
    }

    public Class<? extends Event> eventType() {
        return eventType;
    }

    /** The number of partitions with which the topic is created. */
    public int partitions() {
        return partitions;
    }

    /** Whether the newest record per key is kept for ever, so that a new reader learns the whole state. */
    public boolean compacted() {
        return compacted;
    }
}
