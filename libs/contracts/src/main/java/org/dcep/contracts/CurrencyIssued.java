package org.dcep.contracts;

import java.util.List;
import java.util.UUID;

/** The central bank issued currency to an operator; the coins add up to {@code amountFen}. */
public record CurrencyIssued(UUID issuanceId, String operatorId, long amountFen, List<IssuedCoin> coins)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.CURRENCY_ISSUED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
