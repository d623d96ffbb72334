package org.dcep.settlement.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.iso20022.Account;
import org.dcep.iso20022.AccountEntry;
import org.dcep.iso20022.AccountEntry.Counterparty;
import org.dcep.iso20022.AccountNotification;
import org.dcep.iso20022.AccountStatement;
import org.dcep.iso20022.AccountStatement.Balance;
import org.dcep.iso20022.AccountStatement.Period;
import org.dcep.iso20022.InstitutionCreditTransfer;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.iso20022.MessageHeader;
import org.dcep.iso20022.SignedAmount;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.settlement.netting.GrossPosition;
import org.dcep.settlement.netting.NetPosition;
import org.dcep.settlement.netting.Netting;
import org.dcep.settlement.report.CycleView.Gross;
import org.dcep.settlement.reserve.SettlementId;

/**
 * A cycle as ISO 20022 messages, once its payments are complete. The same cycle gives the same messages, byte for byte,
 * but for what its settlement adds.
 */
final class CycleMessages {
    /** Which obligations of a cycle. */
    enum Position {
        /** What the payments of each pair of operators add up to, either way. */
        GROSS,
        /** What is left after multilateral netting. */
        NET
    }

    private final CycleView cycle;
    private final String network;
    private final Instant closedAt;

    /**
     * @param cycle with every figure, whoever asks
     * @throws java.util.NoSuchElementException if it is still open
     */
    CycleMessages(CycleView cycle, String network) {
        this.cycle = cycle;
        this.network = network;
        this.closedAt = cycle.closedAt().orElseThrow();
    }

    /** The obligations that {@code visibility} shows, numbered in the order of debtor and creditor; empty if none. */
    Optional<InstitutionCreditTransfer> obligations(Position position, Visibility visibility) {
        List<Obligation> shown = new ArrayList<>();
        int number = 0;
        for (Due due : position == Position.GROSS ? gross() : net()) {
            number++;
            if (visibility.shows(due.debtor()) || visibility.shows(due.creditor())) {
                shown.add(obligation(due, number));
            }
        }
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new InstitutionCreditTransfer(
                        header("pacs.009/" + position + "/" + visibility, closedAt),
                        network,
                        cycle.businessDate(),
                        shown));
    }

    private record Due(String debtor, String creditor, long fen) {}

    private List<Due> gross() {
        return crossing().stream()
                .map(pair -> new Due(pair.fromOperatorId(), pair.toOperatorId(), pair.amountFen()))
                .toList();
    }

    private List<Due> net() {
        List<NetPosition> positions = Netting.positions(crossing().stream()
                .map(pair -> new GrossPosition(
                        pair.fromOperatorId(), pair.toOperatorId(), pair.payments(), pair.amountFen()))
                .toList());
        return Netting.movements(positions).stream()
                .map(move -> new Due(move.fromOperatorId(), move.toOperatorId(), move.amountFen()))
                .toList();
    }

    /** The pairs of two operators, in an order that depends on nothing else. */
    private List<Gross> crossing() {
        return cycle.gross().stream()
                .filter(pair -> !pair.fromOperatorId().equals(pair.toOperatorId()))
                .sorted(Comparator.comparing(Gross::fromOperatorId).thenComparing(Gross::toOperatorId))
                .toList();
    }

    private Obligation obligation(Due due, int number) {
        return new Obligation(
                "cycle-" + cycle.cycleId() + "-" + number,
                OperatorId.of(due.debtor()),
                OperatorId.of(due.creditor()),
                Money.fen(due.fen()),
                Priority.NORMAL,
                Optional.empty());
    }

    /**
     * An operator's clearing account in the cycle: what it received from and paid to each other operator, and the
     * settlement that brings the account back to zero, once every book has taken it over.
     */
    AccountStatement statement(OperatorId operator) {
        List<AccountEntry> entries = new ArrayList<>();
        for (Gross pair : crossing()) {
            if (pair.toOperatorId().equals(operator.value())) {
                entries.add(payments(entries.size() + 1, pair.amountFen(), pair.fromOperatorId()));
            } else if (pair.fromOperatorId().equals(operator.value())) {
                entries.add(payments(entries.size() + 1, -pair.amountFen(), pair.toOperatorId()));
            }
        }
        settlement(operator, entries.size() + 1).ifPresent(entries::add);
        SignedAmount closing = entries.stream().map(AccountEntry::amount).reduce(SignedAmount.ZERO, SignedAmount::plus);
        String id = "cycle-" + cycle.cycleId();
        return new AccountStatement(
                header("camt.053/" + operator + "/" + cycle.state(), lastChange()),
                id,
                Account.clearing(operator),
                new Period(cycle.openedAt(), lastChange()),
                new Balance(SignedAmount.ZERO, cycle.businessDate(), false),
                new Balance(closing, cycle.businessDate(), cycle.settledAt().isEmpty()),
                Optional.empty(),
                entries);
    }

    /** The one entry of the settlement; empty if it moved nothing of the operator's, or has not happened yet. */
    Optional<AccountNotification> notification(OperatorId operator) {
        return settlement(operator, 1)
                .map(entry -> new AccountNotification(
                        header("camt.054/" + operator, lastChange()),
                        "cycle-" + cycle.cycleId(),
                        Account.clearing(operator),
                        List.of(entry)));
    }

    private AccountEntry payments(int number, long fen, String other) {
        return entry(number, fen, closedAt, "PAYMENT", Optional.of(new Counterparty(Account.Kind.CLEARING, other)));
    }

    /** What an operator has received of the others leaves its clearing account, and the other way round. */
    private Optional<AccountEntry> settlement(OperatorId operator, int number) {
        long netFen = cycle.net().stream()
                .filter(net -> net.operatorId().equals(operator.value()))
                .mapToLong(CycleView.Net::netFen)
                .sum();
        return cycle.settledAt()
                .filter(at -> netFen != 0)
                .map(at -> entry(number, -netFen, at, "SETTLEMENT", Optional.empty()));
    }

    private AccountEntry entry(int number, long fen, Instant at, String code, Optional<Counterparty> counterparty) {
        UUID settlement = SettlementId.ofPayments(cycle.cycleId());
        return new AccountEntry(
                Integer.toString(number),
                new SignedAmount(fen),
                Optional.empty(),
                at,
                cycle.businessDate(),
                code,
                settlement,
                counterparty);
    }

    private Instant lastChange() {
        return cycle.settledAt().orElse(closedAt);
    }

    private MessageHeader header(String name, Instant at) {
        return MessageHeader.named(network + "/cycle/" + cycle.cycleId() + "/" + name, at);
    }
}
