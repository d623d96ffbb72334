package org.dcep.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a process and its children have used, as Linux tells it under {@code /proc}; all 0 on other systems. */
record ProcessTree(long pid) {
    /** Of the kernel's statistics, whatever its own clock: {@code USER_HZ}, the same on every Linux. */
    private static final long MICROS_PER_TICK = 10_000;

    /** In {@code stat} behind the command's name: own user and system time, then those of ended children. */
    private static final int FIRST_TIME_FIELD = 11;

    private static final int OWN_TIME_FIELDS = 2;
    private static final int TIME_FIELDS = 4;
    private static final long KILOBYTE = 1_024;

    /** Processor time in microseconds, to a hundredth of a second, ended children included. */
    long cpuMicros() {
        return pids().map(member -> ticks(member) * MICROS_PER_TICK).sum();
    }

    /** Processor time in microseconds of the process alone. */
    long ownCpuMicros() {
        return read(pid, "stat")
                .map(stat -> ticksOf(stat, OWN_TIME_FIELDS) * MICROS_PER_TICK)
                .orElse(0L);
    }

    /** Memory in bytes of the process alone. */
    long ownResidentBytes() {
        return status(pid, "VmRSS:");
    }

    /** Memory in bytes: what is each process's own, and once what they share. */
    long residentBytes() {
        long own = pids().map(member -> status(member, "RssAnon:")).sum();
        long files = pids().map(member -> status(member, "RssFile:")).max().orElse(0);
        long shared = pids().map(member -> status(member, "RssShmem:")).max().orElse(0);
        return own + files + shared;
    }

    private LongStream pids() {
        return ProcessHandle.of(pid)
                .map(process ->
                        Stream.concat(Stream.of(process), process.descendants()).mapToLong(ProcessHandle::pid))
                .orElseGet(LongStream::empty);
    }

    private static long ticks(long member) {
        return read(member, "stat").map(stat -> ticksOf(stat, TIME_FIELDS)).orElse(0L);
    }

    /** The command's name may hold anything, so fields count from its closing parenthesis. */
    static long ticksOf(String stat, int times) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        long ticks = 0;
        for (int i = FIRST_TIME_FIELD; i < FIRST_TIME_FIELD + times; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    private static long status(long member, String field) {
        return read(member, "status")
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith(field)).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KILOBYTE)
                .orElse(0L);
    }

    /** Empty for a process that has ended meanwhile. */
    private static Optional<String> read(long member, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(member), file)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
