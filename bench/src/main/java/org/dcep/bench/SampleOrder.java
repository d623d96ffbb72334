package org.dcep.bench;

import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletId;

/** An order as a person might give it. */
public final class SampleOrder {
    public static final String NETWORK = "sandbox";
    public static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    private SampleOrder() {}

    /** Between two wallets of operator 1; the number makes orders differ in their ids. */
    public static PaymentOrder numbered(long number) {
        return between(WalletId.of(1, 1, 1), WalletId.of(1, 2, 2), number);
    }

    public static PaymentOrder between(WalletId payer, WalletId payee, long number) {
        return new PaymentOrder(
                new UUID(0x0193_e9a0_0000_7000L, 0x8000_0000_0000_0000L + number),
                payer.toString(),
                payee.toString(),
                new Money(1_280),
                new Money(10),
                NOW.plusSeconds(300),
                "Two bowls of noodles");
    }
}
