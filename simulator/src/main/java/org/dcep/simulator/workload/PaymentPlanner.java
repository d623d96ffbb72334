package org.dcep.simulator.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.simulator.workload.PlannedPayment.Flaw;
import org.dcep.simulator.workload.PlannedPayment.Kind;
import org.dcep.simulator.workload.WalletPlan.Role;

/**
 * Draws payments wave by wave from the balances that the wallets have by then. A wave is a list of lanes: payments of
 * one lane follow one another, lanes run side by side. Whatever their order, the outcome is the same, because within a
 * wave nobody who pays is paid, a wallet with a balance limit is paid at most once, and every payer has one lane.
 */
public final class PaymentPlanner {
    private static final long MAX_GAS_FEE_FEN = 1_000;
    private static final int PURCHASE_BASIS_POINTS = 6_500;
    private static final int CAREFUL_BASIS_POINTS = 9_300;
    private static final double TICKET_SIGMA = 0.8;
    private static final double SALARY_SIGMA = 0.35;
    private static final List<String> ERRANDS = List.of(
            "Groceries", "Noodles", "Tea house", "Pharmacy", "Metro", "Bicycle repair", "Books", "Cinema", "水果");
    private static final List<String> FAVOURS =
            List.of("Shared dinner", "Rent share", "Thank you", "Birthday", "红包", "Taxi", "Loan returned");

    private final Draws draws;
    private final Ids ids;
    private final List<TrackedWallet> people;
    private final List<TrackedWallet> merchants;
    private final Market market;
    private final long gasSlackFen;
    private int planned;

    /**
     * @param gasSlackFen what a payer keeps back so that gas does not decide whether a payment is covered
     */
    public PaymentPlanner(long seed, List<TrackedWallet> wallets, int banks, long gasSlackFen) {
        this.draws = Draws.of(seed, "payments");
        this.ids = new Ids(seed);
        this.people = wallets.stream().filter(wallet -> wallet.is(Role.PERSON)).toList();
        this.merchants =
                wallets.stream().filter(wallet -> wallet.is(Role.MERCHANT)).toList();
        this.market = new Market(merchants, banks);
        this.gasSlackFen = gasSlackFen;
    }

    /** How many payments have been planned so far. */
    public int planned() {
        return planned;
    }

    /** The salaries of one payday: one lane per employer, at most {@code most} payments, none above the cap. */
    public List<List<PlannedPayment>> salaries(int day, int days, int most) {
        Map<TrackedWallet, List<PlannedPayment>> lanes = new LinkedHashMap<>();
        int left = most;
        for (int i = 0; i < people.size() && left > 0; i++) {
            TrackedWallet person = people.get(i);
            long amount = draws.lognormalFen(Math.max(1, person.plan().salaryFen()), SALARY_SIGMA);
            boolean isPaid = person.plan().salaryFen() > 0 && i % days == day - 1 && person.isActive();
            if (isPaid && amount <= person.roomFen()) {
                TrackedWallet employer = merchants.get(i % merchants.size());
                lanes.computeIfAbsent(employer, key -> new ArrayList<>())
                        .add(payment(Kind.SALARY, employer, person, amount, "Salary, day " + day));
                left--;
            }
        }
        return List.copyOf(lanes.values());
    }

    /** Merchants pay suppliers among themselves, at most {@code most} payments. */
    public List<List<PlannedPayment>> supplies(int most) {
        List<TrackedWallet> shuffled = new ArrayList<>(merchants);
        draws.shuffle(shuffled);
        List<List<PlannedPayment>> lanes = new ArrayList<>();
        int half = shuffled.size() / 2;
        for (int i = 0; i < half && lanes.size() < most; i++) {
            TrackedWallet payer = shuffled.get(i);
            long affordable = payer.availableFen() / 2 - gasSlackFen;
            if (affordable > 100) {
                long amount = Math.min(affordable, draws.lognormalFen(45_000, TICKET_SIGMA));
                TrackedWallet supplier = shuffled.get(half + draws.below(shuffled.size() - half));
                lanes.add(List.of(payment(Kind.SUPPLY, payer, supplier, amount, "Supplies")));
            }
        }
        return lanes;
    }

    /**
     * Up to {@code most} payments of people, each payer once. Half of the people pay, the other half and the merchants
     * are paid.
     *
     * @param insistent whether even those try who can hardly pay, so that the wave is not empty
     */
    public List<List<PlannedPayment>> wave(int most, boolean insistent) {
        List<TrackedWallet> shuffled = new ArrayList<>(people);
        draws.shuffle(shuffled);
        int payers = Math.max(1, shuffled.size() / 2);
        Payees payees = new Payees(shuffled.subList(payers, shuffled.size()));
        List<List<PlannedPayment>> lanes = new ArrayList<>();
        for (int i = 0; i < payers && lanes.size() < most; i++) {
            TrackedWallet payer = shuffled.get(i);
            if (insistent || payer.availableFen() > 200 || draws.chance(1_000)) {
                lanes.add(List.of(draw(payer, payees)));
            }
        }
        return lanes;
    }

    private PlannedPayment draw(TrackedWallet payer, Payees payees) {
        return Mishap.draw(draws)
                .flatMap(mishap -> mishap(mishap, payer, payees))
                .orElseGet(() -> ordinary(payer, payees));
    }

    private PlannedPayment ordinary(TrackedWallet payer, Payees payees) {
        if (draws.chance(PURCHASE_BASIS_POINTS)) {
            return purchase(payer);
        }
        Optional<TrackedWallet> friend = payees.next(payer.plan().bank(), draws);
        if (friend.isEmpty()) {
            return purchase(payer);
        }
        long wish = draws.lognormalFen(payer.plan().ticketFen() * 3 / 2, TICKET_SIGMA);
        return payment(Kind.BETWEEN_PEOPLE, payer, friend.get(), considered(payer, wish), draws.oneOf(FAVOURS));
    }

    private PlannedPayment purchase(TrackedWallet payer) {
        long wish = draws.lognormalFen(payer.plan().ticketFen(), TICKET_SIGMA);
        return payment(
                Kind.PURCHASE, payer, market.merchantFor(payer, draws), considered(payer, wish), draws.oneOf(ERRANDS));
    }

    /** Most people look at their balance and limit before they pay. */
    private long considered(TrackedWallet payer, long wishFen) {
        if (!draws.chance(CAREFUL_BASIS_POINTS)) {
            return wishFen;
        }
        long covered = payer.availableFen() - gasSlackFen;
        long affordable = wishFen <= covered ? wishFen : Math.max(1, covered / 3);
        return Math.min(affordable, payer.perPaymentFen());
    }

    /** The payment with this mishap, or nothing where it cannot happen to this payer now. */
    private Optional<PlannedPayment> mishap(Mishap mishap, TrackedWallet payer, Payees payees) {
        PlannedPayment usual;
        switch (mishap) {
            case INSUFFICIENT_BALANCE:
                return beyondBalance(payer);
            case ABOVE_PAYMENT_LIMIT:
                return beyondPaymentLimit(payer);
            case ABOVE_PAYEE_LIMIT:
                return beyondPayeeLimit(payer, payees);
            default:
                usual = purchase(payer);
        }
        return Optional.of(
                switch (mishap) {
                    case MISTYPED_PAYEE -> toNobody(usual, Mishap.mistyped(usual.payeeNumber()));
                    case UNKNOWN_PAYEE -> toNobody(usual, Mishap.neverGiven(usual.payeeNumber(), draws));
                    case PAYS_ITSELF -> with(usual, payer.walletId(), Optional.of(payer), MAX_GAS_FEE_FEN, Flaw.NONE);
                    case EXPIRED -> flawed(usual, Flaw.EXPIRED);
                    case FORGED -> flawed(usual, Flaw.FORGED);
                    default -> with(usual, usual.payeeNumber(), usual.payee(), 0, Flaw.NONE);
                });
    }

    private Optional<PlannedPayment> beyondBalance(TrackedWallet payer) {
        long amount = payer.availableFen() + draws.between(1, 50_000);
        if (amount > Math.min(payer.perPaymentFen(), payer.leftTodayFen())) {
            return Optional.empty();
        }
        return Optional.of(
                payment(Kind.PURCHASE, payer, market.merchantFor(payer, draws), amount, draws.oneOf(ERRANDS)));
    }

    private Optional<PlannedPayment> beyondPaymentLimit(TrackedWallet payer) {
        if (!payer.hasPaymentLimit()) {
            return Optional.empty();
        }
        long amount = payer.perPaymentFen() + draws.between(1, 100_000);
        return Optional.of(
                payment(Kind.PURCHASE, payer, market.merchantFor(payer, draws), amount, draws.oneOf(ERRANDS)));
    }

    private Optional<PlannedPayment> beyondPayeeLimit(TrackedWallet payer, Payees payees) {
        long most = Math.min(payer.availableFen() - gasSlackFen, Math.min(payer.perPaymentFen(), payer.leftTodayFen()));
        return payees.fullest(most)
                .map(payee -> payment(Kind.BETWEEN_PEOPLE, payer, payee, payee.roomFen() + 1, draws.oneOf(FAVOURS)));
    }

    private PlannedPayment payment(
            Kind kind, TrackedWallet payer, TrackedWallet payee, long amountFen, String reference) {
        planned++;
        return new PlannedPayment(
                planned,
                ids.id("payment", planned),
                kind,
                payer,
                payee.walletId(),
                Optional.of(payee),
                amountFen,
                MAX_GAS_FEE_FEN,
                Flaw.NONE,
                reference);
    }

    private static PlannedPayment toNobody(PlannedPayment usual, String number) {
        return with(usual, number, Optional.empty(), MAX_GAS_FEE_FEN, Flaw.NONE);
    }

    private static PlannedPayment flawed(PlannedPayment usual, Flaw flaw) {
        return with(usual, usual.payeeNumber(), usual.payee(), MAX_GAS_FEE_FEN, flaw);
    }

    private static PlannedPayment with(
            PlannedPayment usual, String payeeNumber, Optional<TrackedWallet> payee, long maxGasFeeFen, Flaw flaw) {
        return new PlannedPayment(
                usual.number(),
                usual.id(),
                usual.kind(),
                usual.payer(),
                payeeNumber,
                payee,
                usual.amountFen(),
                maxGasFeeFen,
                flaw,
                usual.reference());
    }

    /** Those who may be paid in a wave, each once. */
    private static final class Payees {
        private final Map<Integer, Deque<TrackedWallet>> byBank = new HashMap<>();
        private final List<Integer> banks = new ArrayList<>();

        Payees(List<TrackedWallet> wallets) {
            for (TrackedWallet wallet : wallets) {
                int bank = wallet.plan().bank();
                if (!byBank.containsKey(bank)) {
                    byBank.put(bank, new ArrayDeque<>());
                    banks.add(bank);
                }
                byBank.get(bank).add(wallet);
            }
        }

        Optional<TrackedWallet> next(int ownBank, Draws draws) {
            boolean own = draws.chance(Market.OWN_BANK_BASIS_POINTS);
            int start = draws.below(Math.max(1, banks.size()));
            for (int i = -1; i < banks.size(); i++) {
                int bank = i < 0 ? ownBank : banks.get((start + i) % banks.size());
                boolean skipped = i < 0 ? !own : bank == ownBank && banks.size() > 1;
                if (!skipped && byBank.containsKey(bank) && !byBank.get(bank).isEmpty()) {
                    return Optional.of(byBank.get(bank).poll());
                }
            }
            return Optional.empty();
        }

        /** The wallet with the least room under its cap, if less than {@code mostFen} fills it. */
        Optional<TrackedWallet> fullest(long mostFen) {
            TrackedWallet fullest = null;
            for (int bank : banks) {
                for (TrackedWallet wallet : byBank.get(bank)) {
                    boolean fits = wallet.hasBalanceLimit() && wallet.isActive() && wallet.roomFen() < mostFen;
                    if (fits && (fullest == null || wallet.roomFen() < fullest.roomFen())) {
                        fullest = wallet;
                    }
                }
            }
            if (fullest != null) {
                byBank.get(fullest.plan().bank()).remove(fullest);
            }
            return Optional.ofNullable(fullest);
        }
    }
}
