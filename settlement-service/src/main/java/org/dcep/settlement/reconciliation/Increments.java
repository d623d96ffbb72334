package org.dcep.settlement.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;

/** What a batch of events adds to the sums: one row per key, in ascending order of keys. */
final class Increments {
    private record CycleKey(String operatorId, long cycleId) {}

    private record LegKey(UUID causeId, String operatorId) {}

    private record TransferKey(UUID transferId, LiquidityTransfer.Direction direction) {}

    private static final Comparator<CycleKey> BY_CYCLE =
            Comparator.comparing(CycleKey::operatorId).thenComparingLong(CycleKey::cycleId);
    private static final Comparator<LegKey> BY_CAUSE =
            Comparator.comparing(LegKey::causeId).thenComparing(LegKey::operatorId);
    private static final Comparator<TransferKey> BY_TRANSFER =
            Comparator.comparing(TransferKey::transferId).thenComparing(TransferKey::direction);

    private final Instant at;
    private final SortedMap<CycleKey, BookLine> books = new TreeMap<>(BY_CYCLE);
    private final SortedMap<String, CentralLine> central = new TreeMap<>();
    private final SortedMap<CycleKey, SettledLine> settled = new TreeMap<>(BY_CYCLE);
    private final SortedMap<LegKey, Leg> legs = new TreeMap<>(BY_CAUSE);
    private final SortedMap<String, Long> treasury = new TreeMap<>();
    private final SortedSet<Long> settledCycles = new TreeSet<>();
    private final SortedMap<TransferKey, LiquidityTransfer> liquidity = new TreeMap<>(BY_TRANSFER);

    private Increments(Instant at) {
        this.at = at;
    }

    static Increments of(Collection<? extends Event> events, Instant at) {
        Increments increments = new Increments(at);
        events.forEach(increments::add);
        return increments;
    }

    List<BookLine> books() {
        return new ArrayList<>(books.values());
    }

    List<CentralLine> central() {
        return new ArrayList<>(central.values());
    }

    List<SettledLine> settled() {
        return new ArrayList<>(settled.values());
    }

    List<Leg> legs() {
        return new ArrayList<>(legs.values());
    }

    SortedMap<String, Long> treasury() {
        return treasury;
    }

    SortedSet<Long> settledCycles() {
        return settledCycles;
    }

    List<LiquidityTransfer> liquidity() {
        return new ArrayList<>(liquidity.values());
    }

    Instant at() {
        return at;
    }

    private void add(Event event) {
        if (event instanceof BookEvent change) {
            add(BookLine.of(change));
            addEnd(change);
        } else if (event instanceof CurrencyIssued issued) {
            long coins =
                    issued.coins().stream().mapToLong(IssuedCoin::amountFen).reduce(0, Math::addExact);
            add(CentralLine.issued(issued.operatorId(), issued.amountFen(), coins));
            told(issued.issuanceId(), issued.operatorId(), Leg.Kind.ISSUANCE, issued.amountFen());
        } else if (event instanceof RedemptionCompleted redeemed) {
            add(CentralLine.redeemed(redeemed.operatorId(), redeemed.amountFen()));
            told(redeemed.redemptionId(), redeemed.operatorId(), Leg.Kind.REDEMPTION, -redeemed.amountFen());
        } else if (event instanceof PaymentsSettled payments) {
            add(payments);
        } else if (event instanceof GasRevenueSettled gas) {
            add(gas);
        } else if (event instanceof CycleSettled cycle) {
            settledCycles.add(cycle.cycleId());
        } else if (event instanceof LiquidityPlaced placed) {
            add(LiquidityTransfer.of(placed));
        } else if (event instanceof LiquidityReturned returned) {
            add(LiquidityTransfer.of(returned));
        } else {
            throw new IllegalArgumentException("nothing is added up from " + event.topic());
        }
    }

    private void addEnd(BookEvent event) {
        if (event instanceof VaultStocked stocked) {
            booked(stocked.issuanceId(), stocked.operatorId(), Leg.Kind.ISSUANCE, stocked.amountFen());
        } else if (event instanceof RedemptionAnswered answered && answered.released()) {
            booked(answered.redemptionId(), answered.operatorId(), Leg.Kind.REDEMPTION, -answered.amountFen());
        } else if (event instanceof SettlementBooked booked) {
            Leg.Kind kind = booked.gasFen() == 0 ? kindOf(Asset.valueOf(booked.asset())) : Leg.Kind.GAS;
            booked(
                    booked.settlementId(),
                    booked.operatorId(),
                    kind,
                    -Math.addExact(booked.clearingFen(), booked.gasFen()));
        } else if (event instanceof PaymentCommitted payment && BookLine.crosses(payment)) {
            add(BookLine.received(payment));
        }
    }

    /** A row that belongs to no operator says that the cycle was settled, though perhaps nobody owed anything. */
    private void add(PaymentsSettled payments) {
        Asset asset = Asset.valueOf(payments.asset());
        settled.merge(
                new CycleKey("", payments.cycleId()),
                new SettledLine(payments.cycleId(), "", payments.mode(), 0),
                SettledLine::plus);
        SortedMap<String, Long> nets = new TreeMap<>();
        for (PaymentsSettled.Movement movement : payments.movements()) {
            nets.merge(movement.fromOperatorId(), -movement.amountFen(), Math::addExact);
            nets.merge(movement.toOperatorId(), movement.amountFen(), Math::addExact);
        }
        nets.forEach((operator, net) -> {
            add(CentralLine.settled(operator, asset, net));
            settled.merge(
                    new CycleKey(operator, payments.cycleId()),
                    new SettledLine(payments.cycleId(), operator, payments.mode(), net),
                    SettledLine::plus);
            told(payments.settlementId(), operator, kindOf(asset), net);
        });
    }

    private static Leg.Kind kindOf(Asset asset) {
        return switch (asset) {
            case CURRENCY -> Leg.Kind.PAYMENTS;
            case RESERVES -> Leg.Kind.RESERVES;
        };
    }

    private void add(GasRevenueSettled gas) {
        for (GasRevenueSettled.Collected collected : gas.collected()) {
            add(CentralLine.swept(collected.operatorId(), collected.gasFeeFen()));
            told(gas.settlementId(), collected.operatorId(), Leg.Kind.GAS, -collected.gasFeeFen());
        }
        gas.shares().forEach(share -> treasury.merge(share.beneficiary(), share.amountFen(), Math::addExact));
    }

    private void add(BookLine line) {
        books.merge(new CycleKey(line.operatorId(), line.cycleId()), line, BookLine::plus);
    }

    private void add(CentralLine line) {
        central.merge(line.operatorId(), line, CentralLine::plus);
    }

    private void add(LiquidityTransfer transfer) {
        liquidity.merge(new TransferKey(transfer.transferId(), transfer.direction()), transfer, LiquidityTransfer::and);
    }

    private void told(UUID cause, String operator, Leg.Kind kind, long fen) {
        end(new Leg(cause, operator, kind, OptionalLong.of(fen), OptionalLong.empty(), at));
    }

    private void booked(UUID cause, String operator, Leg.Kind kind, long fen) {
        end(new Leg(cause, operator, kind, OptionalLong.empty(), OptionalLong.of(fen), at));
    }

    /** Each end tells once: were it to tell twice, the sums would move twice and the leg only once. */
    private void end(Leg leg) {
        legs.merge(
                new LegKey(leg.causeId(), leg.operatorId()),
                leg,
                (known, more) -> new Leg(
                        known.causeId(),
                        known.operatorId(),
                        known.kind(),
                        known.central().isPresent() ? known.central() : more.central(),
                        known.book().isPresent() ? known.book() : more.book(),
                        known.seenAt()));
    }
}
