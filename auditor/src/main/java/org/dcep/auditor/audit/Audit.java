package org.dcep.auditor.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dcep.auditor.book.CycleLine;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.coin.CoinAudit;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.gas.FeeAudit;
import org.dcep.auditor.head.HeadAudit;
import org.dcep.auditor.log.LogReader;
import org.dcep.auditor.log.Origin;
import org.dcep.auditor.log.Place;
import org.dcep.auditor.log.Progress;
import org.dcep.auditor.position.Crossings;
import org.dcep.auditor.position.Movement;
import org.dcep.auditor.position.Movements;
import org.dcep.auditor.position.SettlementAccounts;
import org.dcep.auditor.state.AuditState;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
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
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.contracts.VaultStocked;
import org.dcep.crypto.VerifyingKey;

/**
 * Takes records in any order between partitions, and in their order within each. The same records always lead to the
 * same state: time is the records' own.
 */
public final class Audit {
    /** How much later than a record everything that belongs to it has been sent too. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String HEADS = "heads";
    private static final String PAYMENTS = "payments";
    private static final String SETTLEMENT_POLICY = "SETTLEMENT";

    private final AuditState state;
    private final Consumer<Discrepancy> findings;
    private final FeeAudit fees;
    private final CoinAudit coins;
    private final Movements movements;
    private final Crossings crossings;
    private final CycleAudit cycles;
    private final SettlementAccounts accounts;
    private final HeadAudit heads;
    private final Runnable readPolicies;
    private long events;

    /**
     * What the auditor trusts and asks.
     *
     * @param centralBank the only key whose coins and policies count
     * @param notary settlement's keys for heads, in the order of their use
     * @param readPolicies reads the topic of policies to its end
     * @param rowFees what the book's rows say, where topics alone leave two answers
     */
    public record Trust(
            String network,
            VerifyingKey centralBank,
            List<VerifyingKey> notary,
            Runnable readPolicies,
            FeeAudit.RowFees rowFees) {}

    public Audit(AuditState state, Trust trust, CycleAudit.Naming naming, Consumer<Discrepancy> findings) {
        this.state = state;
        this.findings = findings;
        this.readPolicies = trust.readPolicies();
        this.fees = new FeeAudit(
                trust.network(), trust.centralBank(), state.wallets(), state.doubts(), trust.rowFees(), findings);
        this.movements = new Movements(state.movements(), findings);
        this.coins = new CoinAudit(trust.network(), trust.centralBank(), state.coins(), movements, findings);
        this.crossings = new Crossings(state.crossings(), state.wallets(), fees, findings);
        this.cycles = new CycleAudit(state, fees, naming, findings);
        this.accounts = new SettlementAccounts(
                new SettlementAccounts.Books(state.transfers(), state.accounts(), state.shortfalls()),
                trust.readPolicies(),
                findings);
        this.heads = new HeadAudit(trust.network(), trust.centralBank(), trust.notary(), state.heads(), findings);
        this.events = Optional.ofNullable(state.totals().get("events")).orElse(0L);
        Place stored = new Place(Topic.POLICY_PUBLISHED.topicName(), 0, 0);
        state.policies().values().forEach(policy -> publish(policy, stored));
    }

    /** How many events were taken, repetitions of a relay left out. */
    public long events() {
        return events;
    }

    public int paymentsUnderWay() {
        return crossings.pending();
    }

    public long movementsUnderWay() {
        return movements.inTransit();
    }

    /**
     * Whether there is a notary. Heads are over all payments from the first on, so they are compared only if they were
     * there before any payment was taken; what was found once is remembered.
     */
    public void headsAreSealed(boolean sealed) {
        if (sealed && state.totals().get(HEADS) == null) {
            state.totals().put(HEADS, state.totals().get(PAYMENTS) == null ? 1L : 0L);
        }
    }

    /** Whether the notary's heads are compared with payments. */
    public boolean headsAreCompared() {
        return Long.valueOf(1).equals(state.totals().get(HEADS));
    }

    /** A log does not begin or end where it should. */
    public void cut(LogReader.Cut cut) {
        TopicPartition partition = cut.partition();
        long found = cut.expectedOffset() < cut.firstOffset() ? cut.firstOffset() : cut.endOffset();
        Place place = new Place(partition.topic(), partition.partition(), cut.expectedOffset());
        findings.accept(new Discrepancy.LogCut(Scene.NOWHERE.at(place), cut.expectedOffset(), found));
    }

    /**
     * Takes the next record of its partition.
     *
     * @param topic the one whose record it is
     */
    public void take(ConsumerRecord<byte[], byte[]> message, Topic topic) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        Progress progress = state.progress();
        Place place = new Place(message.topic(), message.partition(), message.offset());
        long expected = progress.of(partition).next();
        if (message.offset() > expected && !topic.compacted()) {
            Place gap = new Place(message.topic(), message.partition(), expected);
            findings.accept(new Discrepancy.LogCut(Scene.NOWHERE.at(gap), expected, message.offset()));
        }
        progress.passed(partition, message.offset());
        Optional<Origin> origin = Origin.of(message.headers());
        if (origin.isEmpty() || message.value() == null) {
            String reason = origin.isEmpty() ? "a record without a relay's headers" : "a record without events";
            findings.accept(new Discrepancy.RecordForeign(Scene.NOWHERE.at(place), reason));
        } else if (progress.isNew(partition, origin.get())) {
            takeEvents(topic, message, place);
        }
    }

    private void takeEvents(Topic topic, ConsumerRecord<byte[], byte[]> message, Place place) {
        List<? extends Event> told;
        try {
            told = EventRecords.read(topic, message.value());
        } catch (IOException e) {
            findings.accept(new Discrepancy.RecordForeign(Scene.NOWHERE.at(place), "a record that is no event"));
            return;
        }
        if (topic == Topic.PAYMENT_COMMITTED) {
            state.totals().put(PAYMENTS, 1L);
            if (headsAreCompared()) {
                told.forEach(event -> heads.take((PaymentCommitted) event));
            }
        }
        Instant at = Instant.ofEpochMilli(message.timestamp());
        for (Event event : told) {
            events++;
            if (event instanceof BookEvent change) {
                takeChange(change, place, at);
            } else {
                takeOther(event, place, at);
            }
        }
        state.totals().put("events", events);
    }

    private void takeChange(BookEvent event, Place place, Instant at) {
        if (!cycles.take(event, place)) {
            return;
        }
        if (event instanceof PaymentCommitted payment) {
            takePayment(payment, place, at);
        } else if (event instanceof CreditRequested request) {
            long fen = Math.addExact(request.amountFen(), request.gasFeeFen());
            move(request.payer(), -fen, fen);
            crossings.requested(request, place, at);
        } else if (event instanceof CreditAnswered answer) {
            if (answer.credited()) {
                move(answer.payee(), answer.amountFen(), 0);
            }
            crossings.answered(answer, place, at);
        } else if (event instanceof PaymentReturned returned) {
            long fen = Math.addExact(returned.amountFen(), returned.gasFeeFen());
            move(returned.payer(), fen, -fen);
            crossings.returned(returned, place, at);
        } else if (event instanceof CurrencyExchanged exchange) {
            move(exchange.walletId(), exchange.toWallet() ? exchange.amountFen() : -exchange.amountFen(), 0);
        } else {
            takeBooking(event, place, at);
        }
    }

    private void takePayment(PaymentCommitted payment, Place place, Instant at) {
        if (!fees.knows(payment.gasPolicyVersion())) {
            readPolicies.run();
        }
        long fen = Math.addExact(payment.amountFen(), payment.gasFeeFen());
        if (payment.operatorId().equals(payment.payeeOperatorId())) {
            move(payment.payer(), -fen, 0);
            move(payment.payee(), payment.amountFen(), 0);
            fees.check(payment, payment.committedAt(), place, at);
        } else {
            move(payment.payer(), 0, -fen);
            cycles.owe(payment);
            crossings.committed(payment, place, at);
        }
    }

    private void takeBooking(BookEvent event, Place place, Instant at) {
        if (event instanceof VaultStocked stocked) {
            movements.effect(
                    key(Movement.Kind.ISSUANCE, stocked.issuanceId(), stocked.operatorId()),
                    stocked.amountFen(),
                    place,
                    at);
        } else if (event instanceof RedemptionAnswered answered && answered.released()) {
            movements.cause(
                    key(Movement.Kind.REDEMPTION, answered.redemptionId(), answered.operatorId()),
                    answered.amountFen(),
                    at);
        } else if (event instanceof SettlementBooked booked) {
            if (booked.clearingFen() != 0) {
                movements.effect(
                        key(kindOf(booked.asset()), booked.settlementId(), booked.operatorId()),
                        booked.clearingFen(),
                        place,
                        at);
            }
            if (booked.gasFen() != 0) {
                movements.effect(
                        key(Movement.Kind.GAS, booked.settlementId(), booked.operatorId()), booked.gasFen(), place, at);
            }
        }
    }

    private void takeOther(Event event, Place place, Instant at) {
        if (event instanceof OperatorAdmitted admitted) {
            state.operators().put(admitted.operatorNumber(), admitted.operatorId());
        } else if (event instanceof PolicyPublished policy) {
            if (publish(policy, place)) {
                state.policies().put(policy.key(), policy);
            }
        } else if (event instanceof CurrencyIssued issued) {
            coins.issue(issued, place);
            movements.cause(
                    key(Movement.Kind.ISSUANCE, issued.issuanceId(), issued.operatorId()), issued.amountFen(), at);
        } else if (event instanceof CurrencyRegistered registered) {
            coins.register(registered, place, at);
        } else if (event instanceof RedemptionCompleted completed) {
            movements.effect(
                    key(Movement.Kind.REDEMPTION, completed.redemptionId(), completed.operatorId()),
                    completed.amountFen(),
                    place,
                    at);
            movements.cause(
                    key(Movement.Kind.COINS, completed.redemptionId(), completed.operatorId()),
                    -completed.amountFen(),
                    at);
        } else if (event instanceof PaymentsSettled settled) {
            takeSettlement(settled, place, at);
        } else if (event instanceof GasRevenueSettled gas) {
            takeSweep(gas, place, at);
        } else if (event instanceof CycleMarked marker) {
            cycles.mark(marker, place, at);
        } else if (event instanceof CycleSettled settled) {
            cycles.end(settled, at);
        } else if (event instanceof LiquidityPlaced placed) {
            accounts.place(placed, place, at);
        } else if (event instanceof LiquidityReturned returned) {
            accounts.takeBack(returned, place, at);
        } else if (headsAreCompared()) {
            takeHead(event, place, at);
        }
    }

    /** Takes a policy only if the central bank signed it and it can be understood; false if not. */
    private boolean publish(PolicyPublished policy, Place place) {
        return fees.publish(policy, place)
                && (!policy.kind().equals(SETTLEMENT_POLICY) || accounts.publish(policy, place));
    }

    private void takeHead(Event event, Place place, Instant at) {
        if (event instanceof LogHeadSealed sealed) {
            heads.take(sealed, place, at);
        } else if (event instanceof LogHeadCosigned cosigned) {
            heads.take(cosigned, place);
        } else if (event instanceof ShardFreezeChanged decision) {
            heads.take(decision, place);
        }
    }

    /** Only currency takes coins with it. Whoever owes as much as it is owed has nothing to move. */
    private void takeSettlement(PaymentsSettled settled, Place place, Instant at) {
        cycles.settle(settled, place);
        Movement.Kind kind = kindOf(settled.asset());
        Map<String, Long> paidFen = paidFen(settled);
        paidFen.forEach((operator, fen) -> {
            if (fen != 0) {
                movements.cause(key(kind, settled.settlementId(), operator), fen, at);
                if (kind == Movement.Kind.PAYMENTS) {
                    movements.cause(key(Movement.Kind.COINS, settled.settlementId(), operator), -fen, at);
                }
            }
        });
        if (kind == Movement.Kind.RESERVES) {
            accounts.settle(settled.settlementId(), paidFen, place, at);
        }
    }

    /** What each operator pays less what it receives. */
    private static Map<String, Long> paidFen(PaymentsSettled settled) {
        Map<String, Long> paid = new TreeMap<>();
        for (PaymentsSettled.Movement movement : settled.movements()) {
            paid.merge(movement.fromOperatorId(), movement.amountFen(), Math::addExact);
            paid.merge(movement.toOperatorId(), -movement.amountFen(), Math::addExact);
        }
        return paid;
    }

    private static Movement.Kind kindOf(String asset) {
        return asset.equals("RESERVES") ? Movement.Kind.RESERVES : Movement.Kind.PAYMENTS;
    }

    private void takeSweep(GasRevenueSettled gas, Place place, Instant at) {
        cycles.sweep(gas, place);
        for (GasRevenueSettled.Collected collected : gas.collected()) {
            if (collected.gasFeeFen() != 0) {
                movements.cause(
                        key(Movement.Kind.GAS, gas.settlementId(), collected.operatorId()), collected.gasFeeFen(), at);
                movements.cause(
                        key(Movement.Kind.COINS, gas.settlementId(), collected.operatorId()),
                        -collected.gasFeeFen(),
                        at);
            }
        }
    }

    private static Movement.Key key(Movement.Kind kind, UUID cause, String operatorId) {
        return new Movement.Key(kind, cause, operatorId);
    }

    private void move(String wallet, long availableFen, long heldFen) {
        Wallets wallets = state.wallets();
        wallets.move(wallets.slot(Long.parseLong(wallet)), availableFen, heldFen);
    }

    /** The book of a wallet: its operator's, by the first digits of its number. */
    public Scene sceneOf(long wallet) {
        String operator = state.operators().get((int) (wallet / 10_000_000_000_000L));
        return (operator == null ? Scene.NOWHERE : Scene.ofBook(operator)).wallet(wallet);
    }

    /** Judges whatever is complete, or must be: everything sent before {@code readUpTo} has been taken. */
    public void judge(Instant readUpTo) {
        cycles.judge(readUpTo, PATIENCE);
        crossings.judge(readUpTo, PATIENCE);
        movements.judge(readUpTo, PATIENCE);
        fees.judge(readUpTo, PATIENCE);
        accounts.judge(readUpTo, PATIENCE);
        if (headsAreCompared()) {
            heads.judge(readUpTo, PATIENCE);
        }
    }

    /** A book's line of a cycle, for reports. */
    public Optional<CycleLine> line(String operatorId, long cycleId) {
        return Optional.ofNullable(state.lines().get(new AuditState.LineKey(operatorId, cycleId)));
    }
}
