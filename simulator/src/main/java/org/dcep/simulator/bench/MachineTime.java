package org.dcep.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How all processors together have spent their time since the start of the machine, in microseconds; all 0 where the
 * system does not tell.
 *
 * @param stolen what other virtual machines took
 */
record MachineTime(long busy, long idle, long stolen) {
    private static final long MICROS_PER_TICK = 10_000;

    /** Behind the name: user, nice, system, idle, waiting for a disk, two kinds of interrupts, stolen. */
    private static final int FIELDS = 9;

    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    static MachineTime now() {
        try {
            return of(Files.readString(Path.of("/proc/stat")));
        } catch (IOException notThisSystem) {
            return new MachineTime(0, 0, 0);
        }
    }

    /** Reads the first line of {@code /proc/stat}. */
    static MachineTime of(String stat) {
        String[] fields = stat.lines().findFirst().orElse("").split(" +");
        if (fields.length < FIELDS) {
            return new MachineTime(0, 0, 0);
        }
        long busy = 0;
        long idle = 0;
        for (int i = 1; i < FIELDS; i++) {
            long ticks = Long.parseLong(fields[i]) * MICROS_PER_TICK;
            if (i == IDLE || i == WAITING) {
                idle += ticks;
            } else if (i != STOLEN) {
                busy += ticks;
            }
        }
        return new MachineTime(busy, idle, Long.parseLong(fields[STOLEN]) * MICROS_PER_TICK);
    }
}
