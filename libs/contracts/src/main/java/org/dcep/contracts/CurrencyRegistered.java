package org.dcep.contracts;

import java.util.List;
import java.util.UUID;

/**
 * The registration of coins changed without a change of the total per reason: settlement moved currency between
 * operators, or gas to the treasury. Coins named in {@code retired} are void; {@code coins} replace them.
 *
 * @param causeId the settlement or redemption that caused the change
 * @param operatorId whose file of coins changes
 */
public record CurrencyRegistered(UUID causeId, String operatorId, List<UUID> retired, List<IssuedCoin> coins)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.CURRENCY_REGISTERED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
