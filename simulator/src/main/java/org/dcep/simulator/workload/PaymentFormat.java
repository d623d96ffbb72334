package org.dcep.simulator.workload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.PaymentOrder;
import org.dcep.simulator.workload.PaymentFile.Account;
import org.dcep.simulator.workload.PaymentFile.BadLine;
import org.dcep.simulator.workload.PaymentFile.Order;

/** The shapes of files with payment orders. Fields may stand in double quotes, a quote inside is doubled. */
public enum PaymentFormat {
    /**
     * The payment orders of the PKDD'99 financial data set: {@code order_id;account_id;bank_to;account_to;amount;
     * k_symbol}. The accounts belong to one bank that the file does not name; one crown is taken as one yuan.
     */
    PKDD99(';', "order_id;account_id;bank_to;account_to;amount;k_symbol") {
        @Override
        Order orderOf(int line, List<String> fields) throws BadLine {
            String purpose = fields.get(5).isBlank() ? "" : " " + fields.get(5).strip();
            return new Order(
                    line,
                    account(PAYERS_BANK, fields.get(1), "account_id"),
                    account(fields.get(2), fields.get(3), "account_to"),
                    fen(fields.get(4)),
                    reference("order " + fields.get(0).strip() + purpose));
        }
    },
    /** Comma-separated: {@code payer,payerBank,payee,payeeBank,amount,reference}; the amount in yuan. */
    CSV(',', "payer,payerBank,payee,payeeBank,amount,reference") {
        @Override
        Order orderOf(int line, List<String> fields) throws BadLine {
            return new Order(
                    line,
                    account(fields.get(1), fields.get(0), "payer"),
                    account(fields.get(3), fields.get(2), "payee"),
                    fen(fields.get(4)),
                    reference(fields.get(5)));
        }
    };

    /** The operator of those who pay in a PKDD'99 file. */
    public static final String PAYERS_BANK = "payers-bank";

    private static final int MAX_ACCOUNT_LENGTH = 64;
    private final char separator;
    private final String header;

    PaymentFormat(char separator, String header) {
        this.separator = separator;
        this.header = header;
    }

    /** The first line that a file must have, quotes aside. */
    public String header() {
        return header;
    }

    abstract Order orderOf(int line, List<String> fields) throws BadLine;

    Optional<String> problemOfHeader(String line) {
        try {
            String found = String.join(String.valueOf(separator), fields(line.replace("\uFEFF", "")));
            return found.equals(header)
                    ? Optional.empty()
                    : Optional.of("the first line must be " + header + " but is " + shown(line));
        } catch (BadLine e) {
            return Optional.of("the first line must be " + header + ": " + e.getMessage());
        }
    }

    Order order(int line, String text) throws BadLine {
        if (text.isBlank()) {
            throw new BadLine("the line is blank");
        }
        List<String> fields = fields(text);
        int expected = header.split(String.valueOf(separator)).length;
        if (fields.size() != expected) {
            throw new BadLine("expected " + expected + " fields, found " + fields.size());
        }
        Order order = orderOf(line, fields);
        if (order.payer().equals(order.payee())) {
            throw new BadLine("payer and payee are the same account");
        }
        return order;
    }

    private List<String> fields(String line) throws BadLine {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new BadLine("a quote is not closed");
        }
        fields.add(field.toString());
        return fields;
    }

    private static Account account(String bank, String account, String name) throws BadLine {
        String bankName = bank.strip();
        String accountName = account.strip();
        if (!bankName.matches(OperatorId.PATTERN)) {
            throw new BadLine("the bank " + shown(bankName) + " of " + name + " does not match " + OperatorId.PATTERN);
        }
        if (accountName.isEmpty() || accountName.length() > MAX_ACCOUNT_LENGTH) {
            throw new BadLine(name + " must have 1 to " + MAX_ACCOUNT_LENGTH + " characters");
        }
        return new Account(bankName, accountName);
    }

    private static long fen(String text) throws BadLine {
        String amount = text.strip();
        if (!amount.matches("[0-9]{1,16}(\\.[0-9]{1,18})?")) {
            throw new BadLine("the amount " + shown(amount) + " is not a plain decimal number");
        }
        BigDecimal fen = new BigDecimal(amount).movePointRight(2);
        if (fen.stripTrailingZeros().scale() > 0) {
            throw new BadLine("the amount " + amount + " has parts of a fen");
        }
        if (fen.signum() == 0 || fen.compareTo(BigDecimal.valueOf(Money.MAX_FEN)) > 0) {
            throw new BadLine("the amount " + amount + " is outside 0.01 to " + BigDecimal.valueOf(Money.MAX_FEN, 2));
        }
        return fen.longValueExact();
    }

    private static String reference(String text) throws BadLine {
        if (!PaymentOrder.isPrintable(text)) {
            throw new BadLine("the reference has more than " + PaymentOrder.MAX_REFERENCE_LENGTH
                    + " characters or unprintable ones");
        }
        return text;
    }

    private static String shown(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }
}
