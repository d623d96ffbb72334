package org.dcep.wallet.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.dcep.kernel.WalletId;
import org.dcep.web.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The outcome of one line of a batch.
 *
 * @param line counted from 1
 * @param status as if the line had been a request of its own
 * @param walletId absent if the line opened no wallet, or if nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"line", "status", "walletId", "code", "detail", "violations"})
record WalletOutcomeLine(
        int line,

        @Schema(description = "201 opened, 200 opened before under this idempotency key, or that of a problem")
        int status,

        String walletId,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Violation> violations) {

    static WalletOutcomeLine of(int line, WalletOutcome outcome) {
        return outcome.fold(
                opened -> ofWallet(line, 201, opened.wallet()),
                before -> ofWallet(line, 200, before.wallet()),
                refused -> ofProblem(line, refused.problem()));
    }

    private static WalletOutcomeLine ofWallet(int line, int status, WalletId wallet) {
        return new WalletOutcomeLine(line, status, wallet.toString(), null, null, List.of());
    }

    private static WalletOutcomeLine ofProblem(int line, Problem problem) {
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        return new WalletOutcomeLine(line, problem.status(), null, problem.code(), detail, problem.violations());
    }
}
