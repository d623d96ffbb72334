package org.dcep.wallet.statement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dcep.iso20022.Account;
import org.dcep.iso20022.AccountEntry;
import org.dcep.iso20022.AccountEntry.Counterparty;
import org.dcep.iso20022.AccountStatement;
import org.dcep.iso20022.AccountStatement.Balance;
import org.dcep.iso20022.AccountStatement.Period;
import org.dcep.iso20022.AccountStatementXml;
import org.dcep.iso20022.MessageHeader;
import org.dcep.iso20022.SignedAmount;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.wallet.book.Book;

/**
 * Statements as camt.053. Entries that only set money aside, or give it back, change no booked balance and are left out;
 * the available balance shows what they did.
 */
final class StatementXml {
    private StatementXml() {}

    static String text(StatementPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccountStatementXml.write(message(page), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static AccountStatement message(StatementPage page) {
        StatementPeriod period = new StatementPeriod(page.from(), page.to());
        String id = id(page);
        return new AccountStatement(
                new MessageHeader(id, page.createdAt()),
                id,
                Account.wallet(page.walletId(), OperatorId.of(page.operatorId())),
                new Period(period.begin(), period.end()),
                new Balance(new SignedAmount(page.openingFen()), page.from(), !page.opensPeriod()),
                new Balance(new SignedAmount(page.closingFen()), page.to(), !page.closesPeriod()),
                Optional.of(new SignedAmount(page.closingFen() - page.closingHeldFen())),
                entries(page.items()));
    }

    /** Sixteen digits, two days without hyphens: 34 characters. Pages of a statement share it. */
    private static String id(StatementPage page) {
        return page.walletId() + "-" + compact(page.from()) + "-" + compact(page.to());
    }

    private static String compact(LocalDate date) {
        return date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static List<AccountEntry> entries(List<StatementLine> lines) {
        return lines.stream()
                .filter(line -> line.amountFen() != line.gasFeeFen())
                .map(StatementXml::entry)
                .toList();
    }

    private static AccountEntry entry(StatementLine line) {
        return new AccountEntry(
                Long.toString(line.seq()),
                new SignedAmount(line.amountFen() - line.gasFeeFen()),
                line.gasFeeFen() == 0 ? Optional.empty() : Optional.of(Money.fen(line.gasFeeFen())),
                line.time(),
                LocalDate.ofInstant(line.time(), Book.BUSINESS_ZONE),
                line.purpose().name(),
                line.paymentId() == null ? line.exchangeId() : line.paymentId(),
                Optional.ofNullable(line.counterparty()).map(number -> new Counterparty(Account.Kind.WALLET, number)));
    }
}
