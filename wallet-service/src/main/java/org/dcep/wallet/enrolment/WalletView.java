package org.dcep.wallet.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.Limits;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A wallet as REST shows it. */
@Schema(name = "Wallet")
record WalletView(
        @Schema(description = "16 digits: operator, slot, serial, check digit", examples = "0010000000000018")
        String walletId,

        String operatorId,
        WalletClass walletClass,
        WalletState state,
        Optional<String> alias,
        String algorithm,
        String publicKey,

        @Schema(description = "What can be spent") long availableFen,

        @Schema(description = "What pending payments have set aside")
        long heldFen,

        LimitsView limits,

        @Schema(description = "Payments out of the wallet on this business date; gas does not count")
        long spentTodayFen,

        long spentThisYearFen,
        Instant openedAt) {

    /** The limits of the wallet's class; null is none. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Limits", description = "The limits of the wallet's class; null is no limit")
    record LimitsView(Long balanceFen, Long perPaymentFen, Long dailyFen, Long annualFen) {

        static LimitsView of(Limits limits) {
            return new LimitsView(
                    shown(limits.balanceFen()),
                    shown(limits.perPaymentFen()),
                    shown(limits.dailyFen()),
                    shown(limits.annualFen()));
        }

        private static Long shown(long limit) {
            return limit == Limits.NONE ? null : (Long) limit;
        }
    }

    static WalletView of(EnrolledWallet wallet, Limits limits, Instant now) {
        Spending spending = wallet.spendingAt(now);
        return new WalletView(
                wallet.walletId().toString(),
                wallet.operatorId(),
                wallet.walletClass(),
                wallet.state(),
                Optional.ofNullable(wallet.alias()),
                wallet.algorithm(),
                wallet.publicKey(),
                wallet.availableFen(),
                wallet.heldFen(),
                LimitsView.of(limits),
                spending.todayFen(),
                spending.thisYearFen(),
                wallet.openedAt());
    }
}
