package org.dcep.simulator.scenario;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says on a stream how far a run has come: one line that rewrites itself where a person watches, plain lines where the
 * stream is a file. May be stepped by many threads.
 */
public final class Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int WIDTH = 28;

    private final PrintStream out;
    private final boolean live;
    private final AtomicInteger done = new AtomicInteger();
    private String task = "";
    private int total;
    private long drawnAt;

    private Progress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** A line that is drawn over and over. */
    public static Progress live(PrintStream terminal) {
        return new Progress(terminal, true);
    }

    /** A line for each thing that begins. */
    public static Progress plain(PrintStream file) {
        return new Progress(file, false);
    }

    /** Something without countable steps begins. */
    public synchronized void say(String what) {
        begin(what, 0);
    }

    /** Something of {@code steps} steps begins. */
    public synchronized void begin(String what, int steps) {
        task = what;
        total = steps;
        done.set(0);
        if (live) {
            draw();
        } else {
            out.println(steps > 0 ? what + " (" + steps + ")" : what);
        }
    }

    /** One step is done. */
    public void step() {
        done.incrementAndGet();
        if (live) {
            redraw();
        }
    }

    private synchronized void redraw() {
        if (System.nanoTime() - drawnAt > REDRAW_NANOS) {
            draw();
        }
    }

    private void draw() {
        drawnAt = System.nanoTime();
        StringBuilder line = new StringBuilder("\r\u001b[K");
        if (total > 0) {
            int now = Math.min(done.get(), total);
            int filled = (int) ((long) WIDTH * now / total);
            line.append('[')
                    .append("#".repeat(filled))
                    .append("-".repeat(WIDTH - filled))
                    .append("] ");
            line.append(now).append('/').append(total).append(' ');
        }
        out.print(line.append(task));
        out.flush();
    }

    /** Leaves the line clean. */
    public synchronized void end() {
        if (live) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
