package org.dcep.issuer.book;

import java.util.Objects;
import org.dcep.kernel.OperatorId;

/**
 * Who holds central-bank money: an operator, a beneficiary of the treasury, or the settlement accounts together. Ids of
 * different kinds cannot meet, because an operator's id has no colon.
 */
public record Holder(String id) implements Comparable<Holder> {
    /** Stands for the settlement accounts of all operators; is there from the beginning. */
    public static final Holder SETTLEMENT = new Holder("settlement:accounts");

    private static final String TREASURY = "treasury:";
    private static final int MAX_BENEFICIARY_LENGTH = 64;

    public Holder {
        Objects.requireNonNull(id, "id");
    }

    public static Holder operator(OperatorId operator) {
        return new Holder(operator.value());
    }

    /**
     * @throws IllegalArgumentException if {@code operatorId} has not the shape of an operator's id
     */
    public static Holder operator(String operatorId) {
        return operator(OperatorId.of(operatorId));
    }

    /**
     * @throws IllegalArgumentException if {@code name} is empty, longer than 64 characters or has a line feed
     */
    public static Holder beneficiary(String name) {
        if (name.isEmpty() || name.length() > MAX_BENEFICIARY_LENGTH || name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a beneficiary's name has 1 to 64 characters on one line");
        }
        return new Holder(TREASURY + name);
    }

    public boolean isBeneficiary() {
        return id.startsWith(TREASURY);
    }

    /** The beneficiary's name, or the operator's id. */
    public String name() {
        return isBeneficiary() ? id.substring(TREASURY.length()) : id;
    }

    public Account account(AccountKind kind) {
        return new Account(this, kind);
    }

    @Override
    public int compareTo(Holder other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
