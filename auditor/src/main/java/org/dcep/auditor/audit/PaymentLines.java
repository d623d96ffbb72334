package org.dcep.auditor.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.Topic;

/**
 * Reads committed payments, nine tenths of all events, in the one form in which {@link EventJson} writes them, without
 * building a tree or a token. Whatever is written otherwise is left to {@link EventJson}: it alone decides what is an
 * event, and a property test holds both together.
 */
final class PaymentLines {
    private static final byte[] PAYMENT_ID = ascii("{\"paymentId\":\"");
    private static final byte[] OPERATOR_ID = ascii("\",\"operatorId\":\"");
    private static final byte[] CYCLE_ID = ascii("\",\"cycleId\":");
    private static final byte[] PAYEE_OPERATOR_ID = ascii(",\"payeeOperatorId\":\"");
    private static final byte[] PAYER = ascii("\",\"payer\":\"");
    private static final byte[] PAYEE = ascii("\",\"payee\":\"");
    private static final byte[] AMOUNT_FEN = ascii("\",\"amountFen\":");
    private static final byte[] GAS_UNITS = ascii(",\"gasUnits\":");
    private static final byte[] GAS_FEE_FEN = ascii(",\"gasFeeFen\":");
    private static final byte[] GAS_POLICY_VERSION = ascii(",\"gasPolicyVersion\":");
    private static final byte[] COMMITTED_AT = ascii(",\"committedAt\":\"");
    private static final byte[] END = ascii("\"}");

    /** Every number of so many digits is a {@code long}. */
    private static final int MOST_DIGITS = 18;

    private final byte[] text;
    private int at;
    private boolean usual = true;
    private long day = -1;
    private long dayOfText = -1;

    private PaymentLines(byte[] text) {
        this.text = text;
    }

    /**
     * The payments of a record, at least one.
     *
     * @throws IOException if a line is not a committed payment
     */
    static List<PaymentCommitted> read(byte[] record) throws IOException {
        List<PaymentCommitted> payments = new PaymentLines(record).readAll();
        return payments.isEmpty() ? readUnusual(record) : payments;
    }

    private static List<PaymentCommitted> readUnusual(byte[] record) throws IOException {
        List<PaymentCommitted> payments = new ArrayList<>();
        for (Event event : EventJson.readAll(Topic.PAYMENT_COMMITTED, record)) {
            payments.add((PaymentCommitted) event);
        }
        return payments;
    }

    /** Empty if anything is written in another form. */
    private List<PaymentCommitted> readAll() {
        List<PaymentCommitted> payments = new ArrayList<>();
        while (at < text.length) {
            if (!payments.isEmpty()) {
                expect('\n');
            }
            PaymentCommitted payment = readOne();
            if (!usual) {
                return List.of();
            }
            payments.add(payment);
        }
        return payments;
    }

    private PaymentCommitted readOne() {
        expect(PAYMENT_ID);
        UUID paymentId = uuid();
        expect(OPERATOR_ID);
        String operatorId = string();
        expect(CYCLE_ID);
        long cycleId = number();
        expect(PAYEE_OPERATOR_ID);
        String payeeOperatorId = string();
        expect(PAYER);
        String payer = string();
        expect(PAYEE);
        String payee = string();
        expect(AMOUNT_FEN);
        long amountFen = number();
        expect(GAS_UNITS);
        long gasUnits = number();
        expect(GAS_FEE_FEN);
        long gasFeeFen = number();
        expect(GAS_POLICY_VERSION);
        long gasPolicyVersion = number();
        expect(COMMITTED_AT);
        Instant committedAt = instant();
        expect(END);
        usual &= gasPolicyVersion <= Integer.MAX_VALUE;
        return new PaymentCommitted(
                paymentId,
                operatorId,
                cycleId,
                payeeOperatorId,
                payer,
                payee,
                amountFen,
                gasUnits,
                gasFeeFen,
                (int) gasPolicyVersion,
                committedAt);
    }

    private void expect(byte[] literal) {
        for (byte letter : literal) {
            if (next() != letter) {
                usual = false;
                return;
            }
        }
    }

    private void expect(char letter) {
        usual &= next() == letter;
    }

    /** Negative behind the end. */
    private int next() {
        return at < text.length ? text[at++] : -1;
    }

    /** Printable ASCII up to a quotation mark, which is left. */
    private String string() {
        int from = at;
        while (at < text.length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return new String(text, from, at - from, StandardCharsets.US_ASCII);
    }

    /** Decimal digits without a leading zero. */
    private long number() {
        int from = at;
        long value = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + text[at++] - '0';
        }
        int digits = at - from;
        usual &= digits >= 1 && digits <= MOST_DIGITS && (digits == 1 || text[from] != '0');
        return value;
    }

    private UUID uuid() {
        long high = hex(8) << 32;
        expect('-');
        high |= hex(4) << 16;
        expect('-');
        high |= hex(4);
        expect('-');
        long low = hex(4) << 48;
        expect('-');
        low |= hex(12);
        return new UUID(high, low);
    }

    private long hex(int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int letter = next();
            int digit = letter >= '0' && letter <= '9'
                    ? letter - '0'
                    : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
            usual &= digit >= 0;
            value = value << 4 | digit & 15;
        }
        return value;
    }

    /** {@code 2026-11-25T09:30:00.123456Z}, the fraction absent or of 1 to 9 digits. */
    private Instant instant() {
        long date = digits(4) * 10_000;
        expect('-');
        date += digits(2) * 100;
        expect('-');
        date += digits(2);
        expect('T');
        long hours = digits(2);
        expect(':');
        long minutes = digits(2);
        expect(':');
        long seconds = digits(2);
        usual &= hours < 24 && minutes < 60 && seconds < 60;
        long nanos = 0;
        if (at < text.length && text[at] == '.') {
            at++;
            int from = at;
            long fraction = fraction();
            int length = at - from;
            usual &= length >= 1 && length <= 9;
            for (int i = length; i < 9; i++) {
                fraction *= 10;
            }
            nanos = fraction;
        }
        expect('Z');
        return usual
                ? Instant.ofEpochSecond(epochDay(date) * 86_400 + hours * 3_600 + minutes * 60 + seconds, nanos)
                : Instant.EPOCH;
    }

    private long fraction() {
        long value = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9' && value < 100_000_000_000L) {
            value = value * 10 + text[at++] - '0';
        }
        return value;
    }

    private long digits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int letter = next();
            usual &= letter >= '0' && letter <= '9';
            value = value * 10 + letter - '0';
        }
        return value;
    }

    /** Of many payments the day is the same. */
    private long epochDay(long date) {
        if (date != dayOfText) {
            try {
                day = LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100))
                        .toEpochDay();
                dayOfText = date;
            } catch (DateTimeException noSuchDay) {
                usual = false;
            }
        }
        return day;
    }

    private static byte[] ascii(String literal) {
        return literal.getBytes(StandardCharsets.US_ASCII);
    }
}
