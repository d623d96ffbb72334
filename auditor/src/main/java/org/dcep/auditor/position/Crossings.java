package org.dcep.auditor.position;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.gas.FeeAudit;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;

/** Payments between operators, step by step. What is complete and agrees is forgotten. */
public final class Crossings {
    private final Facts<UUID, Crossing> open;
    private final Wallets wallets;
    private final FeeAudit fees;
    private final Consumer<Discrepancy> findings;

    public Crossings(Facts<UUID, Crossing> open, Wallets wallets, FeeAudit fees, Consumer<Discrepancy> findings) {
        this.open = open;
        this.wallets = wallets;
        this.fees = fees;
        this.findings = findings;
    }

    /** The payer's operator holds amount and gas; {@code at} is the time of the record, as in all steps. */
    public void requested(CreditRequested step, Place place, Instant at) {
        Crossing known = of(step.paymentId(), at);
        if (known.requested() != null) {
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payer()).cycle(step.cycleId());
            doubled(scene, step.paymentId(), known.requestedPlace(), place);
            return;
        }
        wallets.addPending(wallets.slot(Long.parseLong(step.payer())), 1);
        keep(step.paymentId(), known.with(step, place), at);
    }

    /** The payee's operator has credited or refused. */
    public void answered(CreditAnswered step, Place place, Instant at) {
        Crossing known = of(step.paymentId(), at);
        if (known.answered() != null) {
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payee()).cycle(step.cycleId());
            doubled(scene, step.paymentId(), known.answeredPlace(), place);
            return;
        }
        keep(step.paymentId(), known.with(step, place), at);
    }

    /** The payer's operator has finished the payment. */
    public void committed(PaymentCommitted step, Place place, Instant at) {
        Crossing known = of(step.paymentId(), at);
        if (known.isConcluded()) {
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payer()).cycle(step.cycleId());
            doubled(scene, step.paymentId(), known.concludedPlace(), place);
            return;
        }
        wallets.addPending(wallets.slot(Long.parseLong(step.payer())), -1);
        keep(step.paymentId(), known.with(step, place), at);
    }

    /** The payer's operator has given everything back. */
    public void returned(PaymentReturned step, Place place, Instant at) {
        Crossing known = of(step.paymentId(), at);
        if (known.isConcluded()) {
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payer()).cycle(step.cycleId());
            doubled(scene, step.paymentId(), known.concludedPlace(), place);
            return;
        }
        wallets.addPending(wallets.slot(Long.parseLong(step.payer())), -1);
        fees.returned(step.payer(), at);
        keep(step.paymentId(), known.with(step, place), at);
    }

    private void doubled(Scene scene, UUID payment, Place first, Place again) {
        findings.accept(new Discrepancy.EventDoubled(scene.cause(payment).at(again), first));
    }

    private Crossing of(UUID payment, Instant at) {
        Crossing known = open.get(payment);
        return known == null ? Crossing.begun(at) : known;
    }

    private void keep(UUID payment, Crossing crossing, Instant at) {
        open.put(payment, crossing);
        if (crossing.isComplete()) {
            judge(crossing, at);
            open.remove(payment);
        }
    }

    private void judge(Crossing crossing, Instant at) {
        CreditRequested requested = crossing.requested();
        CreditAnswered answered = crossing.answered();
        compare(crossing, "credit", requested.amountFen(), answered.amountFen());
        if (crossing.committed() != null) {
            PaymentCommitted committed = crossing.committed();
            compare(crossing, "payment", requested.amountFen(), committed.amountFen());
            compare(crossing, "gas", requested.gasFeeFen(), committed.gasFeeFen());
            compare(
                    crossing,
                    "credited payment",
                    committed.amountFen(),
                    answered.credited() ? answered.amountFen() : 0);
            fees.check(committed, requested.requestedAt(), crossing.concludedPlace(), at);
        } else {
            PaymentReturned returned = crossing.returned();
            compare(crossing, "return", requested.amountFen(), returned.amountFen());
            compare(crossing, "returned gas", requested.gasFeeFen(), returned.gasFeeFen());
            compare(crossing, "refused payment", 0, answered.credited() ? answered.amountFen() : 0);
        }
    }

    private void compare(Crossing crossing, String what, long causeFen, long effectFen) {
        if (causeFen != effectFen) {
            CreditRequested requested = crossing.requested();
            Scene scene = Scene.ofBook(requested.operatorId())
                    .account(requested.payer())
                    .cause(requested.paymentId())
                    .cycle(requested.cycleId())
                    .at(crossing.concludedPlace());
            findings.accept(new Discrepancy.SidesDiffer(scene, what, causeFen, effectFen));
        }
    }

    /** Tells steps that nothing has led to. A payment that waits for its answer is pending, for as long as it takes. */
    public void judge(Instant now, Duration patience) {
        for (UUID payment : List.copyOf(open.keys())) {
            Crossing crossing = open.get(payment);
            boolean causeless = crossing.requested() == null || crossing.isConcluded() && crossing.answered() == null;
            if (causeless && crossing.since().plus(patience).isBefore(now)) {
                findings.accept(causeMissing(payment, crossing));
                forget(payment, crossing);
            }
        }
    }

    /** An end without a beginning had been counted as the end of a pending payment. */
    private void forget(UUID payment, Crossing crossing) {
        open.remove(payment);
        if (crossing.requested() == null && crossing.isConcluded()) {
            String payer = crossing.committed() != null
                    ? crossing.committed().payer()
                    : crossing.returned().payer();
            wallets.addPending(wallets.slot(Long.parseLong(payer)), 1);
        }
    }

    private static Discrepancy causeMissing(UUID payment, Crossing crossing) {
        if (crossing.committed() != null) {
            PaymentCommitted step = crossing.committed();
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payer()).cycle(step.cycleId());
            return new Discrepancy.CauseMissing(
                    scene.cause(payment).at(crossing.concludedPlace()), "payment", step.amountFen());
        }
        if (crossing.returned() != null) {
            PaymentReturned step = crossing.returned();
            Scene scene = Scene.ofBook(step.operatorId()).account(step.payer()).cycle(step.cycleId());
            return new Discrepancy.CauseMissing(
                    scene.cause(payment).at(crossing.concludedPlace()), "return", step.amountFen());
        }
        CreditAnswered step = crossing.answered();
        Scene scene = Scene.ofBook(step.operatorId()).account(step.payee()).cycle(step.cycleId());
        return new Discrepancy.CauseMissing(
                scene.cause(payment).at(crossing.answeredPlace()), "credit", step.amountFen());
    }

    /** How many payments are between their operators. */
    public int pending() {
        return open.size();
    }
}
