package org.dcep.simulator.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Payment orders that a user brings, one a line. Every line after the header is either an order or a rejected line with
 * the reason why; blank lines count as rejected, so that the numbers add up to the file's.
 */
public record PaymentFile(List<Order> orders, List<Rejected> rejected) {

    /** An account at a bank, named as in the file. */
    public record Account(String bank, String account) {}

    /**
     * @param line counted from 1, the header included
     */
    public record Order(int line, Account payer, Account payee, long amountFen, String reference) {}

    public record Rejected(int line, String reason) {}

    /** Lines after the header. */
    public int lines() {
        return orders.size() + rejected.size();
    }

    /** The sum of all orders. */
    public long totalFen() {
        return orders.stream().mapToLong(Order::amountFen).reduce(0, Math::addExact);
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws IllegalArgumentException if the header is not the format's
     * @throws IOException if the file cannot be read
     */
    public static PaymentFile read(Path file, PaymentFormat format) throws IOException {
        // Decoded leniently: a line with broken characters is that line's fault, not the file's.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return parse(text.lines().toList(), format);
    }

    static PaymentFile parse(List<String> lines, PaymentFormat format) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the file is empty; it must begin with the line " + format.header());
        }
        Optional<String> problem = format.problemOfHeader(lines.get(0));
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        List<Order> orders = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                orders.add(format.order(i + 1, lines.get(i)));
            } catch (BadLine e) {
                rejected.add(new Rejected(i + 1, e.getMessage()));
            }
        }
        return new PaymentFile(List.copyOf(orders), List.copyOf(rejected));
    }

    /** Why a line is no order, in words for the one who made the file. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1;

        BadLine(String reason) {
            super(reason);
        }
    }
}
