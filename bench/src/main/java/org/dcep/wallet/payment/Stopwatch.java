package org.dcep.wallet.payment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** Time and work since it was made. */
final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long driverThread;
    private final Reading start;

    /**
     * @param cpuNanos of all threads of this process, the driver's among them
     * @param driverNanos of the thread that makes orders
     */
    record Reading(long nanos, long cpuNanos, long driverNanos) {
        double seconds() {
            return (double) nanos / TimeUnit.SECONDS.toNanos(1);
        }

        double cpuMicrosPer(long payments) {
            return microsPer(cpuNanos, payments);
        }

        double driverMicrosPer(long payments) {
            return microsPer(driverNanos, payments);
        }

        private static double microsPer(long nanos, long payments) {
            return payments == 0 ? 0 : nanos / 1000.0 / payments;
        }
    }

    Stopwatch(OrdersAhead orders) {
        driverThread = orders.makerThreadId();
        start = now();
    }

    Reading read() {
        Reading now = now();
        return new Reading(
                now.nanos() - start.nanos(),
                now.cpuNanos() - start.cpuNanos(),
                now.driverNanos() - start.driverNanos());
    }

    private Reading now() {
        return new Reading(System.nanoTime(), PROCESS.getProcessCpuTime(), THREADS.getThreadCpuTime(driverThread));
    }
}
