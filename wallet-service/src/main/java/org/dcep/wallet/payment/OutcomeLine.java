package org.dcep.wallet.payment;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcep.web.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The outcome of one line of a batch.
 *
 * @param line counted from 1
 * @param paymentId absent if the line could not be read
 * @param status as if the line had been a request of its own
 * @param more a problem's own members, such as {@code limit}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"line", "paymentId", "status", "state", "gasFeeFen", "code", "detail", "violations"})
@Schema(name = "PaymentOutcomeLine")
record OutcomeLine(
        int line,
        String paymentId,
        int status,
        String state,
        Long gasFeeFen,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Violation> violations,
        @JsonAnyGetter Map<String, Object> more) {

    static OutcomeLine of(int line, PaymentAnswer answer) {
        return answer.fold(
                decided -> PaymentStatus.isProblem(decided.payment())
                        ? ofProblem(
                                line,
                                decided.payment().id().toString(),
                                "REFUSED",
                                PaymentStatus.problemFor(decided.payment()))
                        : ofPayment(line, decided),
                other ->
                        ofProblem(line, other.paymentId().isEmpty() ? null : other.paymentId(), null, other.problem()));
    }

    private static OutcomeLine ofPayment(int line, PaymentAnswer.Decided decided) {
        PaymentView view = PaymentView.of(decided.payment());
        return new OutcomeLine(
                line,
                view.paymentId().toString(),
                PaymentStatus.of(decided),
                view.state(),
                view.gasFeeFen(),
                view.reason(),
                null,
                List.of(),
                Map.of());
    }

    private static OutcomeLine ofProblem(int line, String paymentId, String state, Problem problem) {
        Map<String, Object> more = new LinkedHashMap<>(problem.members());
        more.remove("paymentId");
        return new OutcomeLine(
                line,
                paymentId,
                problem.status(),
                state,
                null,
                problem.code(),
                problem.detail() == null ? problem.title() : problem.detail(),
                problem.violations(),
                more);
    }
}
