package org.dcep.iso20022;

import java.util.function.Function;

/** What came of reading a message. */
public sealed interface MessageReading<T> {
    <R> R fold(Function<T, R> ifReadable, Function<Refused<T>, R> ifRefused);

    /** The message, whole and consistent in itself. */
    record Readable<T>(T message) implements MessageReading<T> {
        @Override
        public <R> R fold(Function<T, R> ifReadable, Function<Refused<T>, R> ifRefused) {
            return ifReadable.apply(message);
        }
    }

    /**
     * Not a message that is understood here, completely.
     *
     * @param path the elements down to the place, such as {@code /Document/FICdtTrf/GrpHdr}
     * @param detail one sentence for the sender, without a full stop; repeats no more than 60 characters of the message
     */
    record Refused<T>(Flaw flaw, String path, String detail) implements MessageReading<T> {
        @Override
        public <R> R fold(Function<T, R> ifReadable, Function<Refused<T>, R> ifRefused) {
            return ifRefused.apply(this);
        }
    }

    /** What kind of mistake was found first. */
    enum Flaw {
        /** Not well-formed XML 1.0 in UTF-8. */
        NOT_XML,
        /** More bytes, text or transactions than allowed. */
        TOO_LARGE,
        /** A document type, which no message needs and attacks do. */
        FORBIDDEN,
        /** Another message, or another version of this one. */
        WRONG_MESSAGE,
        /** An element or attribute that is missing, misplaced or has no meaning here. */
        UNEXPECTED,
        /** A value outside its range or form. */
        BAD_VALUE,
        /** Values that contradict one another. */
        CONTRADICTION
    }
}
