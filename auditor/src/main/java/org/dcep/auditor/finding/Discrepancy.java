package org.dcep.auditor.finding;

import java.math.BigInteger;
import org.dcep.auditor.log.Place;

/**
 * Something that does not agree. Amounts are fen. {@link #expected} is what follows from the evidence, {@link #found} is
 * what was there instead; both are for people, the components are for programs.
 */
public sealed interface Discrepancy {
    Scene scene();

    Law law();

    String expected();

    String found();

    /** The same discrepancy seen again has the same key. */
    default String key() {
        return getClass().getSimpleName() + "|" + scene().book().orElse("") + "|"
                + scene().account().orElse("") + "|" + scene().cause().orElse("") + "|"
                + scene().cycle().orElse(0) + "|"
                + scene().place().map(Place::text).orElse("");
    }

    /** A log begins behind, or ends before, what it had or must have had. */
    record LogCut(Scene scene, long expectedOffset, long foundOffset) implements Discrepancy {
        @Override
        public Law law() {
            return Law.LOGS_ARE_WHOLE;
        }

        @Override
        public String expected() {
            return "offset " + expectedOffset;
        }

        @Override
        public String found() {
            return "offset " + foundOffset;
        }
    }

    /** A record that no relay sent, or that is no event of its topic. */
    record RecordForeign(Scene scene, String reason) implements Discrepancy {
        @Override
        public Law law() {
            return Law.LOGS_ARE_WHOLE;
        }

        @Override
        public String expected() {
            return "an event of the topic, sent by a relay";
        }

        @Override
        public String found() {
            return reason;
        }
    }

    /** The same event under two positions; {@code scene} is the second. */
    record EventDoubled(Scene scene, Place first) implements Discrepancy {
        @Override
        public Law law() {
            return Law.EVENTS_ARE_TOLD_ONCE;
        }

        @Override
        public String expected() {
            return "once, at " + first.text();
        }

        @Override
        public String found() {
            return "again" + scene.place().map(place -> " at " + place.text()).orElse("");
        }
    }

    /** An event of a cycle that its book had left, with every event accounted for. */
    record EventAfterMarker(Scene scene) implements Discrepancy {
        @Override
        public Law law() {
            return Law.EVENTS_ARE_TOLD_ONCE;
        }

        @Override
        public String expected() {
            return "no event of the cycle after its marker";
        }

        @Override
        public String found() {
            return "one more";
        }
    }

    /** The book knows of something that no event has told. */
    record EventMissing(Scene scene, long amountFen) implements Discrepancy {
        @Override
        public Law law() {
            return Law.EVENTS_ARE_TOLD_ONCE;
        }

        @Override
        public String expected() {
            return "an event over " + amountFen + " fen, as the book's row says";
        }

        @Override
        public String found() {
            return "none";
        }
    }

    /** An event tells of something that the book does not know. */
    record EventInvented(Scene scene, long amountFen) implements Discrepancy {
        @Override
        public Law law() {
            return Law.ROWS_EQUAL_EVENTS;
        }

        @Override
        public String expected() {
            return "a row over " + amountFen + " fen, as the event says";
        }

        @Override
        public String found() {
            return "none";
        }
    }

    /** What an event tells and what the book's row says about the same payment differ. */
    record EventDiffersFromRow(Scene scene, String rowSays, String eventSays) implements Discrepancy {
        @Override
        public Law law() {
            return Law.ROWS_EQUAL_EVENTS;
        }

        @Override
        public String expected() {
            return eventSays;
        }

        @Override
        public String found() {
            return rowSays;
        }
    }

    /** A figure of a marker is not what the events add up to. */
    record MarkerDiffers(Scene scene, String figure, String marked, String counted) implements Discrepancy {
        @Override
        public Law law() {
            return Law.MARKERS_EQUAL_EVENTS;
        }

        @Override
        public String expected() {
            return figure + " " + counted;
        }

        @Override
        public String found() {
            return figure + " " + marked + " in the marker";
        }

        @Override
        public String key() {
            return Discrepancy.super.key() + "|" + figure;
        }
    }

    /** A wallet's row differs from its events although both have had the same number of changes. */
    record BalanceDiffers(Scene scene, String figure, long expectedAmount, long foundAmount) implements Discrepancy {
        @Override
        public Law law() {
            return Law.ROWS_EQUAL_EVENTS;
        }

        @Override
        public String expected() {
            return figure + " " + expectedAmount;
        }

        @Override
        public String found() {
            return figure + " " + foundAmount + " in the row";
        }

        /** Without the cause: a balance that stays wrong is one discrepancy, whatever is paid meanwhile. */
        @Override
        public String key() {
            return "BalanceDiffers|" + scene.account().orElse("") + "|" + figure;
        }
    }

    /** A wallet's row has had more or fewer changes than events have told. */
    record ChangesDiffer(Scene scene, long toldChanges, long rowChanges) implements Discrepancy {
        @Override
        public Law law() {
            return Law.ROWS_EQUAL_EVENTS;
        }

        @Override
        public String expected() {
            return toldChanges + " changes, as events tell";
        }

        @Override
        public String found() {
            return rowChanges + " changes of the row";
        }

        @Override
        public String key() {
            return "ChangesDiffer|" + scene.account().orElse("");
        }
    }

    /** A row that must be there is not. */
    record RowDeleted(Scene scene, String table, String row) implements Discrepancy {
        @Override
        public Law law() {
            return Law.STATEMENTS_ARE_WHOLE;
        }

        @Override
        public String expected() {
            return table + " " + row;
        }

        @Override
        public String found() {
            return "no such row";
        }

        @Override
        public String key() {
            return Discrepancy.super.key() + "|" + table + "|" + row;
        }
    }

    /** A statement's lines do not lead from one balance to the next, or not to the wallet's row. */
    record StatementDiffers(Scene scene, String figure, long expectedFen, long foundFen) implements Discrepancy {
        @Override
        public Law law() {
            return Law.STATEMENTS_ARE_WHOLE;
        }

        @Override
        public String expected() {
            return figure + " " + expectedFen;
        }

        @Override
        public String found() {
            return figure + " " + foundFen;
        }

        @Override
        public String key() {
            return Discrepancy.super.key() + "|" + figure;
        }
    }

    /** A policy without a genuine signature, or one that cannot be understood. */
    record PolicyRefused(Scene scene, String reason) implements Discrepancy {
        @Override
        public Law law() {
            return Law.POLICIES_ARE_SIGNED;
        }

        @Override
        public String expected() {
            return "a policy signed by the central bank";
        }

        @Override
        public String found() {
            return reason;
        }
    }

    /**
     * A fee that the signed price cannot give.
     *
     * @param leastFen the least that it could have been
     * @param mostFen the most that it could have been
     */
    record FeeWrong(Scene scene, long leastFen, long mostFen, long foundFen) implements Discrepancy {
        @Override
        public Law law() {
            return Law.FEES_ARE_THE_SIGNED_PRICES;
        }

        @Override
        public String expected() {
            return leastFen == mostFen ? leastFen + " fen of gas" : leastFen + " to " + mostFen + " fen of gas";
        }

        @Override
        public String found() {
            return foundFen + " fen of gas";
        }
    }

    /** A payment whose price no signed policy gives: unknown version, units that it does not have, before its date. */
    record PriceUnknown(Scene scene, String reason) implements Discrepancy {
        @Override
        public Law law() {
            return Law.FEES_ARE_THE_SIGNED_PRICES;
        }

        @Override
        public String expected() {
            return "a price of a signed policy";
        }

        @Override
        public String found() {
            return reason;
        }
    }

    /** A coin that is not genuine, or not its owner's, or not alone with its serial. */
    record CoinRefused(Scene scene, String flaw) implements Discrepancy {
        @Override
        public Law law() {
            return Law.COINS_ARE_SIGNED;
        }

        @Override
        public String expected() {
            return "a coin signed by the central bank";
        }

        @Override
        public String found() {
            return flaw;
        }
    }

    /** The two sides of a movement between books name different amounts. */
    record SidesDiffer(Scene scene, String movement, BigInteger causeFen, BigInteger effectFen) implements Discrepancy {
        /** Of single amounts. */
        public SidesDiffer(Scene scene, String movement, long causeFen, long effectFen) {
            this(scene, movement, BigInteger.valueOf(causeFen), BigInteger.valueOf(effectFen));
        }

        @Override
        public Law law() {
            return Law.BOTH_SIDES_AGREE;
        }

        @Override
        public String expected() {
            return movement + " of " + causeFen + " fen, as its cause says";
        }

        @Override
        public String found() {
            return effectFen + " fen";
        }
    }

    /** An effect that nothing has caused. */
    record CauseMissing(Scene scene, String movement, BigInteger effectFen) implements Discrepancy {
        /** Of a single amount. */
        public CauseMissing(Scene scene, String movement, long effectFen) {
            this(scene, movement, BigInteger.valueOf(effectFen));
        }

        @Override
        public Law law() {
            return Law.BOTH_SIDES_AGREE;
        }

        @Override
        public String expected() {
            return "what causes the " + movement + " of " + effectFen + " fen";
        }

        @Override
        public String found() {
            return "nothing";
        }
    }

    /** A head of the notary's log that is not over the payments told, forgets the one before, or is not signed. */
    record HeadDiffers(Scene scene, String expected, String found) implements Discrepancy {
        @Override
        public Law law() {
            return Law.HEADS_FOLLOW_FROM_PAYMENTS;
        }
    }

    /** A settled position, collected gas or a beneficiary's share is not what follows from the payments. */
    record PositionDiffers(Scene scene, String figure, BigInteger expectedFen, BigInteger foundFen)
            implements Discrepancy {
        @Override
        public Law law() {
            return Law.POSITIONS_FOLLOW_FROM_PAYMENTS;
        }

        @Override
        public String expected() {
            return figure + " " + expectedFen;
        }

        @Override
        public String found() {
            return figure + " " + foundFen;
        }

        @Override
        public String key() {
            return Discrepancy.super.key() + "|" + figure;
        }
    }

    /**
     * A settlement account is further below zero than any signed policy allows.
     *
     * @param leastFen 0, or below it by the credit cap
     */
    record AccountOverdrawn(Scene scene, BigInteger leastFen, BigInteger foundFen) implements Discrepancy {
        @Override
        public Law law() {
            return Law.SETTLEMENT_ACCOUNTS_ARE_COVERED;
        }

        @Override
        public String expected() {
            return "at least " + leastFen + " fen in the settlement account";
        }

        @Override
        public String found() {
            return foundFen + " fen";
        }
    }
}
