package org.dcep.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Something that happened and was stored, told to whoever listens on its topic. */
public sealed interface Event
        permits OperatorAdmitted,
                PolicyPublished,
                CurrencyIssued,
                CurrencyRegistered,
                RedemptionRequested,
                RedemptionCompleted,
                BookEvent,
                CycleClosing,
                CycleMarked,
                CycleSettled,
                PaymentsSettled,
                GasRevenueSettled,
                LiquidityPlaced,
                LiquidityReturned,
                LogHeadSealed,
                LogHeadCosigned,
                ShardFreezeChanged,
                LegRequested,
                LegAnswered {

    /** The topic on which this kind of event travels. */
    @JsonIgnore
    Topic topic();

    /** The record key: events of one key keep their order. */
    @JsonIgnore
    String key();
}
