package org.dcep.simulator.settle;

/** Why a file cannot be used: line, column and what to do, for the one who made it. */
public final class BadFile extends Exception {
    private static final long serialVersionUID = 1;

    BadFile(String reason) {
        super(reason);
    }

    /** A reason that concerns a whole line. */
    static BadFile at(int line, String reason) {
        return new BadFile("line " + line + ": " + reason);
    }

    /** A reason that concerns one field. */
    static BadFile at(int line, String column, String reason) {
        return new BadFile("line " + line + ", column " + column + ": " + reason);
    }
}
