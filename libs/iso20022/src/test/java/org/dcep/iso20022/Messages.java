package org.dcep.iso20022;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.dcep.iso20022.AccountEntry.Counterparty;
import org.dcep.iso20022.AccountStatement.Balance;
import org.dcep.iso20022.AccountStatement.Period;
import org.dcep.iso20022.CustomerCreditTransfer.Authority;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.PaymentOrder;

/** Any messages, for the properties. */
final class Messages {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    /** What XML, its layout and careless programs might lose. */
    private static final List<String> AWKWARD = List.of(
            "<", "&", "]]>", "\"", "'", " ", "  ", "\u00e9", "\u6c49", "\ud83c\udf75", "%", "--", "&amp;", "\\");

    private Messages() {}

    static Arbitrary<CustomerCreditTransfer> customerTransfers() {
        return Combinators.combine(
                        headers(), networks(), transfers().list().ofMinSize(1).ofMaxSize(5))
                .as((header, network, transfers) -> new CustomerCreditTransfer(header, network, DAY, transfers));
    }

    private static Arbitrary<Transfer> transfers() {
        return Combinators.combine(
                        ids(),
                        operators(),
                        operators(),
                        wallets(),
                        money(),
                        money().optional(),
                        references(),
                        authorities().optional())
                .as((id, payerOperator, payeeOperator, wallet, amount, gas, reference, authority) -> new Transfer(
                        id, payerOperator, wallet, payeeOperator, Samples.BOB, amount, gas, reference, authority));
    }

    private static Arbitrary<Authority> authorities() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, Money.MAX_FEN).map(Money::new),
                        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond),
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars('_', '-')
                                .ofMinLength(1)
                                .ofMaxLength(128))
                .as(Authority::new);
    }

    static Arbitrary<InstitutionCreditTransfer> obligations() {
        return Combinators.combine(
                        headers(), networks(), obligation().list().ofMinSize(1).ofMaxSize(5))
                .as((header, network, drafts) -> {
                    List<Obligation> numbered = new ArrayList<>();
                    for (Obligation draft : drafts) {
                        numbered.add(new Obligation(
                                draft.id() + "-" + numbered.size(),
                                draft.debtor(),
                                draft.creditor(),
                                draft.amount(),
                                draft.priority(),
                                draft.notBefore()));
                    }
                    return new InstitutionCreditTransfer(header, network, DAY, numbered);
                });
    }

    private static Arbitrary<Obligation> obligation() {
        Arbitrary<LocalTime> times = Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay);
        return Combinators.combine(
                        messageIds(30),
                        operators(),
                        operators(),
                        money(),
                        Arbitraries.of(Priority.class),
                        times.optional())
                .filter((id, debtor, creditor, amount, priority, time) -> !debtor.equals(creditor))
                .as(Obligation::new);
    }

    static Arbitrary<AccountStatement> statements() {
        return Combinators.combine(headers(), signed(), entries().list().ofMaxSize(6), Arbitraries.of(true, false))
                .as((header, opening, entries, interim) -> {
                    SignedAmount closing =
                            entries.stream().map(AccountEntry::amount).reduce(opening, SignedAmount::plus);
                    return new AccountStatement(
                            header,
                            "statement",
                            Account.wallet(Samples.ALICE, Samples.BANK_A),
                            new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
                            new Balance(opening, DAY, interim),
                            new Balance(closing, DAY, interim),
                            Optional.of(closing),
                            entries);
                });
    }

    static Arbitrary<AccountEntry> entries() {
        return Combinators.combine(
                        messageIds(35),
                        signed().filter(amount -> amount.fen() != 0),
                        money().optional(),
                        ids(),
                        Arbitraries.of(true, false))
                .as((reference, amount, gas, id, known) -> new AccountEntry(
                        reference,
                        amount,
                        gas,
                        Instant.EPOCH,
                        DAY,
                        "PAYMENT",
                        id,
                        known ? Optional.of(new Counterparty(Account.Kind.WALLET, Samples.BOB)) : Optional.empty()));
    }

    private static Arbitrary<SignedAmount> signed() {
        return Arbitraries.longs().between(-Money.MAX_FEN, Money.MAX_FEN).map(SignedAmount::new);
    }

    private static Arbitrary<MessageHeader> headers() {
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-60_000_000_000_000L, 250_000_000_000_000L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(messageIds(35), times).as(MessageHeader::new);
    }

    private static Arbitrary<String> networks() {
        return messageIds(30);
    }

    private static Arbitrary<String> messageIds(int most) {
        return texts(most).filter(text -> IsoText.isId(text, most));
    }

    private static Arbitrary<String> references() {
        return texts(PaymentOrder.MAX_REFERENCE_LENGTH).filter(PaymentOrder::isPrintable);
    }

    private static Arbitrary<String> texts(int most) {
        Arbitrary<String> awkward =
                Arbitraries.of(AWKWARD).list().ofMaxSize(most / 5).map(parts -> String.join("", parts));
        Arbitrary<String> ordinary = Arbitraries.strings().ascii().ofMaxLength(most);
        return Arbitraries.oneOf(
                ordinary,
                awkward,
                Combinators.combine(awkward, Arbitraries.strings().alpha().ofMaxLength(9))
                        .as(String::concat));
    }

    private static Arbitrary<UUID> ids() {
        Arbitrary<Long> bits = Arbitraries.longs();
        return Arbitraries.oneOf(
                Combinators.combine(bits, bits).as(UUID::new), Arbitraries.of(Samples.PAYMENT, Samples.OTHER_PAYMENT));
    }

    private static Arbitrary<OperatorId> operators() {
        return Arbitraries.of("bank-a", "B", "x_y.z-1", "0123456789abcdefABCDEF._-0123456")
                .map(OperatorId::of);
    }

    private static Arbitrary<String> wallets() {
        return Arbitraries.strings().numeric().ofLength(16);
    }

    private static Arbitrary<Money> money() {
        return Arbitraries.longs().between(1, Money.MAX_FEN).map(Money::new);
    }
}
