package org.dcep.iso20022;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.iso20022.AccountEntry.Counterparty;
import org.dcep.iso20022.AccountStatement.Balance;
import org.dcep.iso20022.AccountStatement.Period;
import org.dcep.iso20022.CustomerCreditTransfer.Authority;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.iso20022.PaymentReturn.Returned;
import org.dcep.iso20022.PaymentStatusReport.Acceptance;
import org.dcep.iso20022.PaymentStatusReport.Progress;
import org.dcep.iso20022.PaymentStatusReport.Status;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** One message of each kind; the examples in the documents are these, written. */
final class Samples {
    static final OperatorId BANK_A = OperatorId.of("bank-a");
    static final OperatorId BANK_B = OperatorId.of("bank-b");
    static final OperatorId BANK_C = OperatorId.of("bank-c");
    static final String ALICE = "0010001000000011";
    static final String BOB = "0020001000000029";
    static final UUID PAYMENT = UUID.fromString("3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91");
    /** Not of version 4, so without a UETR. */
    static final UUID OTHER_PAYMENT = UUID.fromString("0193633a-1f2b-7c3d-8e4f-5a6b7c8d9e0f");

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Instant NOON = Instant.parse("2026-11-25T04:00:00.250Z");

    private Samples() {}

    static CustomerCreditTransfer customerTransfer() {
        Authority authority = new Authority(
                Money.fen(2),
                Instant.parse("2026-11-25T04:05:00Z"),
                "c2lnbmF0dXJlLW9mLTY0LWJ5dGVzLWFzLWJhc2U2NHVybC13aXRob3V0LXBhZGRpbmctLS0tLS0tLS0tLS0");
        Transfer ordered = new Transfer(
                PAYMENT,
                BANK_A,
                ALICE,
                BANK_B,
                BOB,
                Money.fen(1250),
                Optional.empty(),
                "tea & cake",
                Optional.of(authority));
        Transfer told = new Transfer(
                OTHER_PAYMENT,
                BANK_A,
                ALICE,
                BANK_B,
                BOB,
                Money.fen(5),
                Optional.of(Money.fen(1)),
                "",
                Optional.empty());
        return new CustomerCreditTransfer(header("bank-a-20261125-1"), "sandbox", DAY, List.of(ordered, told));
    }

    static InstitutionCreditTransfer obligations() {
        return new InstitutionCreditTransfer(
                header("cycle-12"),
                "sandbox",
                DAY,
                List.of(
                        new Obligation(
                                "cycle-12-1", BANK_A, BANK_B, Money.fen(40_000), Priority.NORMAL, Optional.empty()),
                        new Obligation(
                                "cycle-12-2",
                                BANK_C,
                                BANK_B,
                                Money.fen(Money.MAX_FEN),
                                Priority.URGENT,
                                Optional.of(LocalTime.of(9, 30)))));
    }

    static PaymentStatusReport statusReport() {
        return new PaymentStatusReport(
                header("bank-a-20261125-1-status"),
                "bank-a-20261125-1",
                List.of(
                        Status.accepted(PAYMENT, Progress.COMPLETED, new Acceptance(NOON, DAY)),
                        Status.accepted(OTHER_PAYMENT, Progress.IN_PROCESS, new Acceptance(NOON, DAY)),
                        Status.rejected(
                                UUID.fromString("6a1f0a52-77b0-4a3e-9f0b-2d9f1c3b5e70"),
                                StatusReason.INSUFFICIENT_FUNDS,
                                "INSUFFICIENT_BALANCE"),
                        Status.rejected(
                                UUID.fromString("0d3f6c1e-58a4-4b1f-8e11-4f60a7c2d9b3"),
                                StatusReason.INVALID_SIGNATURE,
                                "BAD_SIGNATURE"),
                        Status.unknown(
                                UUID.fromString("b7e1c1d2-9a55-4df0-a1c6-0f3b8e2d4c69"),
                                StatusReason.SYSTEM_NOT_AVAILABLE,
                                "OVERLOADED")));
    }

    static PaymentReturn paymentReturn() {
        return new PaymentReturn(
                header("bank-b-20261125-7"),
                "sandbox",
                DAY,
                List.of(new Returned(
                        PAYMENT,
                        Money.fen(1250),
                        ReturnReason.CLOSED_CREDITOR_ACCOUNT,
                        "WALLET_CLOSED",
                        BANK_A,
                        ALICE,
                        BANK_B,
                        BOB)));
    }

    static LiquidityTransfer issuance() {
        return LiquidityTransfer.ofIssuance(header("issuance-1"), PAYMENT, BANK_A, Money.fen(10_000_000), DAY);
    }

    static AccountStatement walletStatement() {
        AccountEntry in = new AccountEntry(
                "41",
                new SignedAmount(10_000),
                Optional.empty(),
                NOON.minusSeconds(60),
                DAY,
                "EXCHANGE",
                OTHER_PAYMENT,
                Optional.empty());
        AccountEntry out = new AccountEntry(
                "42",
                new SignedAmount(-1251),
                Optional.of(Money.fen(1)),
                NOON,
                DAY,
                "CLEARING_OUT",
                PAYMENT,
                Optional.of(new Counterparty(Account.Kind.WALLET, BOB)));
        return new AccountStatement(
                header("statement-20261125"),
                ALICE + "-20261125",
                Account.wallet(ALICE, BANK_A),
                new Period(Instant.parse("2026-11-24T16:00:00Z"), Instant.parse("2026-11-25T16:00:00Z")),
                new Balance(new SignedAmount(500), DAY, false),
                new Balance(new SignedAmount(9249), DAY, false),
                Optional.of(new SignedAmount(9000)),
                List.of(in, out));
    }

    static AccountNotification settlementNotification() {
        return new AccountNotification(
                header("cycle-12-bank-b"),
                "cycle-12-bank-b",
                Account.clearing(BANK_B),
                List.of(new AccountEntry(
                        "cycle-12",
                        new SignedAmount(40_000),
                        Optional.empty(),
                        NOON,
                        DAY,
                        "SETTLEMENT",
                        OTHER_PAYMENT,
                        Optional.empty())));
    }

    private static MessageHeader header(String id) {
        return new MessageHeader(id, NOON);
    }

    /** The sample of a type, as it is written. */
    static byte[] written(MessageType type) {
        return switch (type) {
            case PACS_002 -> bytes(out -> PaymentStatusReportXml.write(statusReport(), out));
            case PACS_004 -> bytes(out -> PaymentReturnXml.write(paymentReturn(), out));
            case PACS_008 -> bytes(out -> CustomerCreditTransferXml.write(customerTransfer(), out));
            case PACS_009 -> bytes(out -> InstitutionCreditTransferXml.write(obligations(), out));
            case CAMT_050 -> bytes(out -> LiquidityTransferXml.write(issuance(), out));
            case CAMT_053 -> bytes(out -> AccountStatementXml.write(walletStatement(), out));
            case CAMT_054 -> bytes(out -> AccountNotificationXml.write(settlementNotification(), out));
        };
    }

    static String text(MessageType type) {
        return new String(written(type), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Consumer<OutputStream> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.accept(out);
        return out.toByteArray();
    }
}
