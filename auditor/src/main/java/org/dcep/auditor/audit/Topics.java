package org.dcep.auditor.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcep.contracts.Topic;

/** The topics that the auditor knows how to read; a new one has to be understood before it is added here. */
final class Topics {
    /** What must be known before anything else can be judged. */
    static final Set<Topic> REGISTERS = EnumSet.of(Topic.OPERATOR_ADMITTED, Topic.POLICY_PUBLISHED);

    static final Set<Topic> EVENTS = EnumSet.of(
            Topic.CURRENCY_ISSUED,
            Topic.CURRENCY_REGISTERED,
            Topic.REDEMPTION_REQUESTED,
            Topic.REDEMPTION_ANSWERED,
            Topic.REDEMPTION_COMPLETED,
            Topic.VAULT_STOCKED,
            Topic.CURRENCY_EXCHANGED,
            Topic.CREDIT_REQUESTED,
            Topic.CREDIT_ANSWERED,
            Topic.PAYMENT_COMMITTED,
            Topic.PAYMENT_RETURNED,
            Topic.CYCLE_CLOSING,
            Topic.CYCLE_MARKED,
            Topic.CYCLE_SETTLED,
            Topic.PAYMENTS_SETTLED,
            Topic.GAS_REVENUE_SETTLED,
            Topic.LIQUIDITY_PLACED,
            Topic.LIQUIDITY_RETURNED,
            Topic.SETTLEMENT_BOOKED);

    /** The notary's, in a network that has one, and what the central bank decides about its logs. */
    static final Set<Topic> HEADS =
            EnumSet.of(Topic.LOG_HEAD_SEALED, Topic.LOG_HEAD_COSIGNED, Topic.SHARD_FREEZE_CHANGED);

    private static final Map<String, Topic> BY_NAME = new HashMap<>();

    static {
        for (Topic topic : Topic.values()) {
            BY_NAME.put(topic.topicName(), topic);
        }
    }

    private Topics() {}

    static Set<String> names(Set<Topic> topics) {
        return topics.stream().map(Topic::topicName).collect(Collectors.toSet());
    }

    /** The topic of that name, which must be one of this class. */
    static Topic named(String name) {
        return BY_NAME.get(name);
    }
}
