package org.dcep.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import org.dcep.simulator.client.PaymentTrace;

/**
 * The causal chain of one payment.
 *
 * @param headline the payment in one line
 * @param steps in the order of cause and effect
 */
public record Explanation(String headline, List<Step> steps) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * Explains a payment, checking what can be checked.
     *
     * @throws IllegalArgumentException if a service shows as a key what none is
     */
    public static Explanation of(Evidence evidence) {
        List<Step> steps = new ArrayList<>();
        steps.addAll(OrderSteps.of(evidence));
        steps.addAll(BookSteps.of(evidence));
        steps.addAll(SettlementSteps.of(evidence));
        steps.addAll(ProofSteps.of(evidence));
        return new Explanation(headline(evidence.trace()), steps);
    }

    /** Whether no check failed; what could not be checked is no failure. */
    public boolean holds() {
        return steps.stream().allMatch(Step::holds);
    }

    /** For people: a paragraph per step, a line per finding, and the count at the end. */
    public String text() {
        StringBuilder text = new StringBuilder(headline).append("\n\n");
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            text.append("%2d. %s, says %s".formatted(i + 1, step.title(), step.saidBy()));
            text.append(step.at() == null ? "\n" : ", " + step.at() + "\n");
            step.findings()
                    .forEach(finding ->
                            text.append("    %-9s%s\n".formatted(finding.mark().label(), finding.says())));
        }
        return text.append('\n').append(conclusion()).toString();
    }

    private String conclusion() {
        long failed = count(Finding.Mark.FAILED);
        long checked = count(Finding.Mark.CHECKED);
        String others = count(Finding.Mark.READ) + " only read, " + count(Finding.Mark.OPEN) + " open";
        return failed == 0
                ? "all " + checked + " checks hold; " + others
                : failed + " of " + (failed + checked) + " checks FAILED; " + others;
    }

    private long count(Finding.Mark mark) {
        return steps.stream()
                .flatMap(step -> step.findings().stream())
                .filter(finding -> finding.mark() == mark)
                .count();
    }

    private static String headline(PaymentTrace trace) {
        PaymentTrace.Payment payment = trace.payment();
        String payee = trace.payeeOperatorId() == null ? "no operator" : trace.payeeOperatorId();
        return "payment " + payment.paymentId() + ": " + Amounts.text(payment.amountFen()) + " from " + payment.payer()
                + " (" + trace.operatorId() + ") to " + payment.payee() + " (" + payee + ") is " + payment.state()
                + (payment.reason() == null ? "" : ", " + payment.reason());
    }
}
