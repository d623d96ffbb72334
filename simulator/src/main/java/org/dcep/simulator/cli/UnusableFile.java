package org.dcep.simulator.cli;

/** A file that a command cannot use. Said in one line: how the command is used has nothing to do with it. */
final class UnusableFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableFile(String reason) {
        super(reason);
    }
}
