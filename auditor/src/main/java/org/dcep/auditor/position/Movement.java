package org.dcep.auditor.position;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.dcep.auditor.log.Place;

/**
 * Currency on its way from one book to another, as both have told. Each side may tell in several events.
 *
 * @param causeTold whether the side that decides has told
 * @param effectTold whether the side that follows has told
 * @param effectPlace the newest record of the effect, null before it
 * @param since when the first of them was read
 * @param reported whether its difference was told
 */
public record Movement(
        boolean causeTold,
        BigInteger causeFen,
        boolean effectTold,
        BigInteger effectFen,
        Place effectPlace,
        Instant since,
        boolean reported) {

    /** What moves. */
    public enum Kind {
        /** The central bank issues; the vault is stocked. */
        ISSUANCE,
        /** The vault gives up; the central bank destroys. */
        REDEMPTION,
        /** Currency settles payments; CLEARING moves against ISSUED. */
        PAYMENTS,
        /** Reserves settle payments; CLEARING moves against RESERVES, and no coin. */
        RESERVES,
        /** Gas is swept; GAS moves against ISSUED. */
        GAS,
        /** A settlement or redemption; the coins of an operator are registered anew. */
        COINS
    }

    /** One movement at one operator. */
    public record Key(Kind kind, UUID causeId, String operatorId) {
        /** Reads what {@link #toString} writes. */
        public static Key parse(String text) {
            String[] parts = text.split("\\|", 3);
            return new Key(Kind.valueOf(parts[0]), UUID.fromString(parts[1]), parts[2]);
        }

        @Override
        public String toString() {
            return kind + "|" + causeId + "|" + operatorId;
        }
    }

    static Movement begun(Instant now) {
        return new Movement(false, BigInteger.ZERO, false, BigInteger.ZERO, null, now, false);
    }

    Movement caused(BigInteger fen) {
        return new Movement(true, causeFen.add(fen), effectTold, effectFen, effectPlace, since, reported);
    }

    Movement effected(BigInteger fen, Place place) {
        return new Movement(causeTold, causeFen, true, effectFen.add(fen), place, since, reported);
    }

    Movement told() {
        return new Movement(causeTold, causeFen, effectTold, effectFen, effectPlace, since, true);
    }

    /** Both sides have told the same. */
    boolean isComplete() {
        return causeTold && effectTold && causeFen.equals(effectFen);
    }
}
