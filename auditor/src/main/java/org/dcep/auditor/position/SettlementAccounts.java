package org.dcep.auditor.position;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PolicyPublished;

/**
 * The operators' settlement accounts as far as topics tell: what was placed less what was returned, and what reserves have
 * settled. Below zero it is credit drawn, which goes as far as the central bank's policies allow. A transfer that is told
 * twice counts once.
 */
public final class SettlementAccounts {
    private static final String ACCOUNT = "SETTLEMENT";

    private final Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers;
    private final Facts<String, BigInteger> balances;
    private final Facts<String, Shortfall> shortfalls;
    private final Runnable readPolicies;
    private final Consumer<Discrepancy> findings;
    private final CreditCaps caps = new CreditCaps();

    /** What is remembered of the accounts, by operator where it is not by transfer. */
    public record Books(
            Facts<LiquidityTransfer.Key, LiquidityTransfer> transfers,
            Facts<String, BigInteger> balances,
            Facts<String, Shortfall> shortfalls) {}

    /**
     * @param readPolicies reads the topic of policies to its end
     */
    public SettlementAccounts(Books books, Runnable readPolicies, Consumer<Discrepancy> findings) {
        this.transfers = books.transfers();
        this.balances = books.balances();
        this.shortfalls = books.shortfalls();
        this.readPolicies = readPolicies;
        this.findings = findings;
    }

    /** Takes a settlement policy that the central bank has signed; false if it cannot be understood. */
    public boolean publish(PolicyPublished policy, Place place) {
        try {
            caps.publish(policy);
            return true;
        } catch (IllegalArgumentException e) {
            Scene scene = Scene.NOWHERE.cause(policy.key()).at(place);
            findings.accept(new Discrepancy.PolicyRefused(scene, e.getMessage()));
            return false;
        }
    }

    /** The central bank has moved free reserves into the account; {@code at} is the time of the record, as below. */
    public void place(LiquidityPlaced placed, Place place, Instant at) {
        LiquidityTransfer.Key key = new LiquidityTransfer.Key(true, placed.transferId());
        transfer(key, new LiquidityTransfer(placed.operatorId(), placed.amountFen(), place), at);
    }

    /** Settlement has taken reserves out of the account for the central bank to set free. */
    public void takeBack(LiquidityReturned returned, Place place, Instant at) {
        LiquidityTransfer.Key key = new LiquidityTransfer.Key(false, returned.transferId());
        transfer(key, new LiquidityTransfer(returned.operatorId(), -returned.amountFen(), place), at);
    }

    private void transfer(LiquidityTransfer.Key key, LiquidityTransfer transfer, Instant at) {
        LiquidityTransfer known = transfers.get(key);
        if (known != null) {
            Scene scene = Scene.ofBook(transfer.operatorId()).cause(key.transferId());
            findings.accept(new Discrepancy.EventDoubled(scene.at(transfer.place()), known.place()));
            return;
        }
        transfers.put(key, transfer);
        add(transfer.operatorId(), transfer.signedFen(), new Shortfall(key.transferId(), transfer.place(), at, false));
    }

    /**
     * Reserves have changed hands, all at once.
     *
     * @param paidFen what each operator has paid less what it has received
     */
    public void settle(UUID settlementId, Map<String, Long> paidFen, Place place, Instant at) {
        paidFen.forEach((operator, fen) -> add(operator, -fen, new Shortfall(settlementId, place, at, false)));
    }

    private void add(String operatorId, long fen, Shortfall cause) {
        BigInteger before = balances.get(operatorId);
        BigInteger moved = BigInteger.valueOf(fen);
        balances.put(operatorId, before == null ? moved : before.add(moved));
        if (isCovered(operatorId, cause.since())) {
            shortfalls.remove(operatorId);
        } else if (shortfalls.get(operatorId) == null) {
            shortfalls.put(operatorId, cause);
        }
    }

    private boolean isCovered(String operatorId, Instant at) {
        OptionalLong most = caps.mostFen(operatorId, at);
        return most.isEmpty() || balances.get(operatorId).compareTo(leastFen(most)) >= 0;
    }

    private static BigInteger leastFen(OptionalLong capFen) {
        return BigInteger.valueOf(-capFen.orElse(0));
    }

    /**
     * Tells which accounts have been further below zero than credit goes for longer than {@code patience}: whatever was sent
     * before has been read. Once, until the account is covered again.
     */
    public void judge(Instant readUpTo, Duration patience) {
        List<String> due = shortfalls.keys().stream()
                .filter(operator -> !shortfalls.get(operator).reported()
                        && shortfalls.get(operator).since().plus(patience).isBefore(readUpTo))
                .toList();
        if (!due.isEmpty()) {
            readPolicies.run();
        }
        for (String operator : due) {
            if (isCovered(operator, readUpTo)) {
                shortfalls.remove(operator);
            } else {
                tell(operator, shortfalls.get(operator), readUpTo);
            }
        }
    }

    private void tell(String operator, Shortfall shortfall, Instant readUpTo) {
        Scene scene = Scene.ofBook(operator)
                .account(ACCOUNT)
                .cause(shortfall.causeId())
                .at(shortfall.place());
        BigInteger least = leastFen(caps.mostFen(operator, readUpTo));
        findings.accept(new Discrepancy.AccountOverdrawn(scene, least, balances.get(operator)));
        shortfalls.put(operator, shortfall.told());
    }
}
