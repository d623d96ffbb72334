package org.dcep.wallet.payment;

import java.util.List;
import java.util.UUID;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** The answers that are no decisions. */
final class Answers {
    private Answers() {}

    static PaymentAnswer malformed(List<Problem.Violation> violations) {
        Problem problem = Problems.malformed();
        for (Problem.Violation violation : violations) {
            problem = problem.withViolation(violation.field(), violation.message());
        }
        return new PaymentAnswer.NotDecided("", problem);
    }

    static PaymentAnswer badSignature(UUID id) {
        return about(id, PaymentProblems.badSignature());
    }

    static PaymentAnswer idReused(UUID id) {
        return about(id, Problems.idReused());
    }

    static PaymentAnswer overloaded(UUID id) {
        return about(id, Problems.overloaded());
    }

    static PaymentAnswer outcomeUnknown(UUID id) {
        return about(id, Problems.outcomeUnknown());
    }

    static PaymentAnswer about(UUID id, Problem problem) {
        return new PaymentAnswer.NotDecided(id.toString(), problem.with("paymentId", id.toString()));
    }
}
