package org.dcep.wallet.exchange;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.WalletId;
import org.hibernate.annotations.Immutable;

/** Table {@code exchange}: a decided exchange, for reading. */
@Entity
@Immutable
@Table(name = "exchange")
public class ExchangeRow extends PanacheEntityBase {
    @Id
    private UUID id;

    @Column(name = "operator_number")
    private int operatorNumber;

    private long wallet;

    @Column(name = "to_wallet")
    private boolean toWallet;

    @Column(name = "amount_fen")
    private long amountFen;

    @Enumerated(EnumType.STRING)
    private ExchangeRefusal refusal;

    private Instant at;

    protected ExchangeRow() {}

    int operatorNumber() {
        return operatorNumber;
    }

    Exchange exchange() {
        return new Exchange(
                new ExchangeOrder(
                        id,
                        new WalletId(wallet).toString(),
                        toWallet ? Direction.TO_WALLET : Direction.TO_DEPOSIT,
                        amountFen),
                Optional.ofNullable(refusal),
                at);
    }
}
