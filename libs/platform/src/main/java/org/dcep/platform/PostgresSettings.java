package org.dcep.platform;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server is told on its command line, one setting after another with its reason. */
final class PostgresSettings {
    private static final long MEGABYTE = 1024 * 1024;

    private PostgresSettings() {}

    static List<String> arguments(LocalPostgres.Options options, int port) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", Integer.toString(port));
        // Loopback only, and no socket file: its path limit of 107 bytes would restrict where a run may live.
        settings.put("listen_addresses", LocalPostgres.HOST);
        settings.put("unix_socket_directories", "");
        // Three services with pools, their consumers, and a person with psql.
        settings.put("max_connections", Integer.toString(options.maxConnections()));
        durability(settings, options.durable());
        memory(settings);
        checkpoints(settings);
        processes(settings);
        log(settings);
        settings.putAll(options.settings());
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }

    /** Said aloud, because the services refuse a server without them. */
    private static void durability(Map<String, String> settings, boolean durable) {
        String state = durable ? "on" : "off";
        settings.put("fsync", state);
        settings.put("synchronous_commit", state);
        settings.put("full_page_writes", state);
    }

    private static void memory(Map<String, String> settings) {
        settings.put("shared_buffers", sharedBuffersMegabytes() + "MB");
        settings.put("work_mem", "8MB");
        // Vacuum and index builds run beside three JVMs.
        settings.put("maintenance_work_mem", "64MB");
        // A batch writes some hundred kilobytes between two commits; the default of 1/32 of the buffers is 8 MB.
        settings.put("wal_buffers", "16MB");
        // Data lies on an SSD or in the page cache: an index probe costs little more than a sequential page.
        settings.put("random_page_cost", "1.1");
        // All statements are short; compiling one takes longer than running it.
        settings.put("jit", "off");
        settings.put("huge_pages", "off");
    }

    /**
     * An eighth of the machine's memory, at most 1 GB: about what the wallets, payments and entries of some minutes at
     * full speed take. Pages are only taken when they are touched.
     */
    private static long sharedBuffersMegabytes() {
        long bytes = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
        return Math.max(128, Math.min(1024, bytes / 8 / MEGABYTE));
    }

    private static void checkpoints(Map<String, String> settings) {
        // After a checkpoint every page is logged in full once, so group commit is cheapest between rare checkpoints.
        settings.put("checkpoint_timeout", "15min");
        settings.put("max_wal_size", "4GB");
        // Segments are renamed and written again, which costs less in fdatasync than new files.
        settings.put("min_wal_size", "192MB");
    }

    private static void processes(Map<String, String> settings) {
        // Two workers on a laptop's cores steal from the services what a parallel scan would gain.
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("autovacuum_worker_slots", "4");
        settings.put("autovacuum_max_workers", "2");
        // Everything is found by its key, for which a rough picture of the tables will do. With the default of 100 and
        // tables that grow by the million, drawing samples and sorting them took a fifth of the server's time.
        settings.put("default_statistics_target", "10");
        // Everything hot is in memory: no separate processes for reading.
        settings.put("io_method", "sync");
        // No standby and no logical replication here.
        settings.put("max_wal_senders", "0");
        settings.put("max_logical_replication_workers", "0");
    }

    private static void log(Map<String, String> settings) {
        settings.put("log_min_messages", "warning");
        settings.put("log_checkpoints", "off");
        // A wait of a second for a lock is worth a line: the order of locks is a promise of the wallet service.
        settings.put("log_lock_waits", "on");
        settings.put("log_line_prefix", "%m [%p] %d ");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
    }
}
