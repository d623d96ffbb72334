package org.dcep.auditor.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.VaultStocked;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.WalletId;

/**
 * Which events can be counted: names, numbers and amounts as the schemas of the contracts bound them, as far as the
 * auditor computes or stores with them. Amounts may be 0, also where a schema asks for a fen. Pure.
 */
final class EventRules {
    private static final List<String> ASSETS = List.of("CURRENCY", "RESERVES");
    private static final Pattern OPERATOR = Pattern.compile(OperatorId.PATTERN);
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final List<String> POLICIES = List.of("GAS", "WALLET_CLASSES", "SETTLEMENT");

    private EventRules() {}

    /** Whether the books can take {@code event}, before anything is changed by it. */
    static boolean isCountable(Event event) {
        if (event instanceof PaymentCommitted e) {
            return isStep(e.operatorId(), e.cycleId(), e.payer(), e.amountFen())
                    && isOperator(e.payeeOperatorId())
                    && WalletId.hasShape(e.payee())
                    && areAmounts(e.gasFeeFen())
                    && e.gasUnits() >= 0
                    && isTime(e.committedAt());
        }
        if (event instanceof CreditRequested e) {
            return isStep(e.operatorId(), e.cycleId(), e.payer(), e.amountFen())
                    && isOperator(e.payeeOperatorId())
                    && WalletId.hasShape(e.payee())
                    && areAmounts(e.gasFeeFen())
                    && isTime(e.requestedAt());
        }
        if (event instanceof CreditAnswered e) {
            return isStep(e.operatorId(), e.cycleId(), e.payer(), e.amountFen())
                    && isOperator(e.payerOperatorId())
                    && WalletId.hasShape(e.payee());
        }
        if (event instanceof PaymentReturned e) {
            return isStep(e.operatorId(), e.cycleId(), e.payer(), e.amountFen()) && areAmounts(e.gasFeeFen());
        }
        if (event instanceof CurrencyExchanged e) {
            return isStep(e.operatorId(), e.cycleId(), e.walletId(), e.amountFen());
        }
        return isCountableBooking(event);
    }

    private static boolean isCountableBooking(Event event) {
        if (event instanceof VaultStocked e) {
            return isOfBook(e.operatorId(), e.cycleId()) && areAmounts(e.amountFen());
        }
        if (event instanceof RedemptionAnswered e) {
            return isOfBook(e.operatorId(), e.cycleId()) && areAmounts(e.amountFen());
        }
        if (event instanceof SettlementBooked e) {
            return isOfBook(e.operatorId(), e.cycleId())
                    && ASSETS.contains(e.asset())
                    && isSignedAmount(e.clearingFen())
                    && areAmounts(e.gasFen());
        }
        if (event instanceof CycleMarked e) {
            CycleMarked.Balances book = e.balances();
            return isOfBook(e.operatorId(), e.cycleId())
                    && areAmounts(book.vaultFen(), book.walletsFen(), book.heldFen())
                    && isSignedAmount(book.issuedFen())
                    && isSignedAmount(book.clearingFen())
                    && isSignedAmount(book.gasFen())
                    && isSignedAmount(book.reservesFen());
        }
        if (event instanceof PaymentsSettled e) {
            return e.cycleId() >= 1
                    && ASSETS.contains(e.asset())
                    && e.movements().stream()
                            .allMatch(part -> part != null
                                    && isOperator(part.fromOperatorId())
                                    && isOperator(part.toOperatorId()))
                    && areAmounts(e.movements().stream()
                            .mapToLong(PaymentsSettled.Movement::amountFen)
                            .toArray());
        }
        if (event instanceof GasRevenueSettled e) {
            return e.cycleId() >= 1
                    && e.collected().stream().allMatch(part -> part != null && isOperator(part.operatorId()))
                    && e.shares().stream()
                            .allMatch(share -> share != null
                                    && NAME.matcher(share.beneficiary()).matches())
                    && areAmounts(e.collected().stream()
                            .mapToLong(GasRevenueSettled.Collected::gasFeeFen)
                            .toArray())
                    && areAmounts(e.shares().stream()
                            .mapToLong(GasRevenueSettled.Share::amountFen)
                            .toArray());
        }
        return isCountableOfTheCentralBank(event);
    }

    private static boolean isCountableOfTheCentralBank(Event event) {
        if (event instanceof CurrencyIssued e) {
            return isOperator(e.operatorId()) && areAmounts(e.amountFen()) && areCoins(e.coins());
        }
        if (event instanceof CurrencyRegistered e) {
            return isOperator(e.operatorId()) && e.retired().stream().allMatch(Objects::nonNull) && areCoins(e.coins());
        }
        if (event instanceof RedemptionRequested e) {
            return isOperator(e.operatorId()) && areAmounts(e.amountFen());
        }
        if (event instanceof RedemptionCompleted e) {
            return isOperator(e.operatorId()) && areAmounts(e.amountFen());
        }
        if (event instanceof OperatorAdmitted e) {
            return isOperator(e.operatorId()) && e.operatorNumber() >= 1 && e.operatorNumber() <= WalletId.MAX_OPERATOR;
        }
        if (event instanceof PolicyPublished e) {
            return POLICIES.contains(e.kind()) && isTime(e.effectiveFrom());
        }
        if (event instanceof LogHeadSealed e) {
            return isOperator(e.operatorId());
        }
        if (event instanceof LogHeadCosigned e) {
            return isOperator(e.operatorId());
        }
        if (event instanceof ShardFreezeChanged e) {
            return isOperator(e.operatorId());
        }
        if (event instanceof LiquidityPlaced e) {
            return isOperator(e.operatorId()) && areAmounts(e.amountFen());
        }
        if (event instanceof LiquidityReturned e) {
            return isOperator(e.operatorId()) && areAmounts(e.amountFen());
        }
        return event instanceof CycleSettled e ? e.cycleId() >= 1 : event instanceof CycleClosing;
    }

    private static boolean isStep(String operatorId, long cycleId, String wallet, long amountFen) {
        return isOfBook(operatorId, cycleId) && WalletId.hasShape(wallet) && areAmounts(amountFen);
    }

    private static boolean isOfBook(String operatorId, long cycleId) {
        return isOperator(operatorId) && cycleId >= 1;
    }

    private static boolean isOperator(String operatorId) {
        return OPERATOR.matcher(operatorId).matches();
    }

    private static boolean areCoins(List<IssuedCoin> coins) {
        return coins.stream().allMatch(coin -> coin != null && isOperator(coin.operatorId()))
                && areAmounts(coins.stream().mapToLong(IssuedCoin::amountFen).toArray());
    }

    /** Whether each is an amount, and their sum too: an event carries as many as it likes. */
    private static boolean areAmounts(long... amountsFen) {
        long left = Money.MAX_FEN;
        for (long fen : amountsFen) {
            if (fen < 0 || fen > left) {
                return false;
            }
            left -= fen;
        }
        return true;
    }

    private static boolean isSignedAmount(long fen) {
        return fen >= -Money.MAX_FEN && fen <= Money.MAX_FEN;
    }

    /** Whether it has a year of four digits. */
    private static boolean isTime(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
    }
}
