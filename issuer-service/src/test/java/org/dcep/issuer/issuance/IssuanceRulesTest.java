package org.dcep.issuer.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.kernel.Money.fen;

import java.util.UUID;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;

class IssuanceRulesTest {
    private static final IssuanceOrder ORDER = new IssuanceOrder(UUID.randomUUID(), OperatorId.of("bank-a"), fen(100));

    @Test
    void issuesUpToTheLastFenOfReserves() {
        assertThat(IssuanceRules.decide(ORDER, fen(100))).isEmpty();
    }

    @Test
    void refusesOneFenMore() {
        assertThat(IssuanceRules.decide(ORDER, fen(99))).contains(IssuanceRefusal.INSUFFICIENT_RESERVES);
    }
}
