package org.dcep.auditor.position;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.Place;

/**
 * Movements that only one side has told, or that the sides tell differently. What both have told alike is forgotten, so
 * a second telling finds no partner and is told as a discrepancy.
 */
public final class Movements {
    private final Facts<Movement.Key, Movement> open;
    private final Consumer<Discrepancy> findings;

    public Movements(Facts<Movement.Key, Movement> open, Consumer<Discrepancy> findings) {
        this.open = open;
        this.findings = findings;
    }

    /** The side that decides tells. */
    public void cause(Movement.Key key, long fen, Instant now) {
        keep(key, of(key, now).caused(BigInteger.valueOf(fen)));
    }

    /** The side that follows tells. */
    public void effect(Movement.Key key, long fen, Place place, Instant now) {
        effect(key, BigInteger.valueOf(fen), place, now);
    }

    /** The side that follows tells what it has added up. */
    public void effect(Movement.Key key, BigInteger fen, Place place, Instant now) {
        keep(key, of(key, now).effected(fen, place));
    }

    /** An effect that was told before turns out to be worth {@code fen} more. */
    public void correct(Movement.Key key, long fen) {
        Movement known = open.get(key);
        if (known != null) {
            keep(key, known.effected(BigInteger.valueOf(fen), known.effectPlace()));
        }
    }

    private Movement of(Movement.Key key, Instant now) {
        Movement known = open.get(key);
        return known == null ? Movement.begun(now) : known;
    }

    private void keep(Movement.Key key, Movement movement) {
        if (movement.isComplete()) {
            open.remove(key);
        } else {
            open.put(key, movement);
        }
    }

    /**
     * Tells what has waited for its other side too long. A cause whose effect has not come is in transit, for as long
     * as it takes; an effect without a cause, or of another amount, cannot become right.
     */
    public void judge(Instant now, Duration patience) {
        for (Movement.Key key : List.copyOf(open.keys())) {
            Movement movement = open.get(key);
            if (!movement.reported()
                    && movement.effectTold()
                    && movement.since().plus(patience).isBefore(now)) {
                findings.accept(discrepancy(key, movement));
                open.put(key, movement.told());
            }
        }
    }

    private static Discrepancy discrepancy(Movement.Key key, Movement movement) {
        Scene scene = Scene.ofBook(key.operatorId()).cause(key.causeId()).at(movement.effectPlace());
        String what = key.kind().name().toLowerCase(Locale.ROOT);
        return movement.causeTold()
                ? new Discrepancy.SidesDiffer(scene, what, movement.causeFen(), movement.effectFen())
                : new Discrepancy.CauseMissing(scene, what, movement.effectFen());
    }

    /** How many causes wait for their effect. */
    public long inTransit() {
        return open.values().stream().filter(movement -> !movement.effectTold()).count();
    }
}
