package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dcep.iso20022.AccountStatement.Balance;
import org.dcep.iso20022.PaymentStatusReport.Progress;
import org.dcep.iso20022.PaymentStatusReport.Status;
import org.dcep.kernel.Money;
import org.junit.jupiter.api.Test;

/** Messages that would be wrong cannot be made. */
class RecordsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final MessageHeader HEADER = new MessageHeader("m", Instant.EPOCH);

    @Test
    void aStatementWhoseBalancesContradictItsEntriesCannotBeMade() {
        AccountStatement good = Samples.walletStatement();
        Balance off = new Balance(good.closing().amount().plus(new SignedAmount(1)), DAY, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountStatement(
                        good.header(),
                        good.id(),
                        good.account(),
                        good.period(),
                        good.opening(),
                        off,
                        good.available(),
                        good.entries()))
                .withMessageContaining("9249 fen, not 9250");
    }

    @Test
    void aRejectionWithoutReasonCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Status(
                        Samples.PAYMENT, Progress.REJECTED, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anUnknownStatusWithoutReasonCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Status(
                        Samples.PAYMENT, Progress.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anAcceptanceWithReasonCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Status(
                        Samples.PAYMENT,
                        Progress.COMPLETED,
                        Optional.of(StatusReason.NARRATIVE),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void messagesAboutNothingCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomerCreditTransfer(HEADER, "sandbox", DAY, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstitutionCreditTransfer(HEADER, "sandbox", DAY, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentReturn(HEADER, "sandbox", DAY, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentStatusReport(HEADER, "m", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountNotification(HEADER, "n", Account.clearing(Samples.BANK_A), List.of()));
    }

    @Test
    void theTwoWaysOfLiquidityAreOpposite() {
        LiquidityTransfer issuance =
                LiquidityTransfer.ofIssuance(HEADER, Samples.PAYMENT, Samples.BANK_A, Money.fen(1), DAY);
        LiquidityTransfer redemption =
                LiquidityTransfer.ofRedemption(HEADER, Samples.PAYMENT, Samples.BANK_A, Money.fen(1), DAY);
        assertThat(issuance.debtorAccount()).isEqualTo(redemption.creditorAccount());
        assertThat(issuance.debtorAccount().kind()).isEqualTo(Account.Kind.RESERVE);
        assertThat(issuance.creditorAccount()).isEqualTo(redemption.debtorAccount());
        assertThat(issuance.creditorAccount().kind()).isEqualTo(Account.Kind.VAULT);
        LiquidityTransfer placement =
                LiquidityTransfer.ofPlacement(HEADER, Samples.PAYMENT, Samples.BANK_A, Money.fen(1), DAY);
        LiquidityTransfer back = LiquidityTransfer.ofReturn(HEADER, Samples.PAYMENT, Samples.BANK_A, Money.fen(1), DAY);
        assertThat(placement.debtorAccount())
                .isEqualTo(issuance.debtorAccount())
                .isEqualTo(back.creditorAccount());
        assertThat(placement.creditorAccount().kind()).isEqualTo(Account.Kind.SETTLEMENT);
        assertThat(back.debtorAccount()).isEqualTo(placement.creditorAccount());
    }

    @Test
    void anIdOfThirtySixCharactersIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageHeader("x".repeat(36), Instant.EPOCH));
        assertThat(new MessageHeader("x".repeat(35), Instant.EPOCH).id()).hasSize(35);
    }

    @Property
    void aPaymentIdSurvivesTheLossOfItsHyphens(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        assertThat(IsoText.compact(id)).hasSize(32).matches(IsoText::isCompactUuid);
        assertThat(IsoText.expand(IsoText.compact(id))).isEqualTo(id);
    }
}
