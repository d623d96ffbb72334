package org.dcep.wallet.metering;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/** Table {@code gas_usage}, for reading. */
@Entity
@Immutable
@Table(name = "gas_usage")
@IdClass(GasUsageRow.Key.class)
public class GasUsageRow extends PanacheEntityBase {
    /** The primary key. */
    public static class Key {
        private int operatorNumber;
        private long cycleId;
        private long minute;
        private short operation;
        private short walletClass;
        private short stripe;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && operatorNumber == key.operatorNumber
                    && cycleId == key.cycleId
                    && minute == key.minute
                    && operation == key.operation
                    && walletClass == key.walletClass
                    && stripe == key.stripe;
        }

        @Override
        public int hashCode() {
            return Objects.hash(operatorNumber, cycleId, minute, operation, walletClass, stripe);
        }
    }

    @Id
    @Column(name = "operator_number")
    private int operatorNumber;

    @Id
    @Column(name = "cycle_id")
    private long cycleId;

    @Id
    private long minute;

    @Id
    private short operation;

    @Id
    @Column(name = "wallet_class")
    private short walletClass;

    @Id
    private short stripe;

    private long payments;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "gas_units")
    private long gasUnits;

    @Column(name = "gas_fee_fen")
    private long gasFeeFen;

    protected GasUsageRow() {}
}
