package org.dcep.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.CostModel;
import org.dcep.clearing.Participant;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.report.SettleConsole;
import org.dcep.simulator.report.SettleFiles;
import org.dcep.simulator.report.SettleRecord;
import org.dcep.simulator.report.SettleSummary;
import org.dcep.simulator.report.SettleTrace;
import org.dcep.simulator.scenario.Progress;
import org.dcep.simulator.settle.AccountsFile;
import org.dcep.simulator.settle.BadFile;
import org.dcep.simulator.settle.LiquidityBounds;
import org.dcep.simulator.settle.LiquidityLevel;
import org.dcep.simulator.settle.ObligationFile;
import org.dcep.simulator.settle.RunResult;
import org.dcep.simulator.settle.RunTrace;
import org.dcep.simulator.settle.Schedule;
import org.dcep.simulator.settle.SettlementRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcep settle}: the settlement engine alone on a user's file, in several modes and at several levels of liquidity. */
@Command(
        name = "settle",
        description = "Settles the obligations of a file in several modes and at several levels of liquidity.",
        footer = {
            "",
            "Exit code 0: the books of every run balance. 1: they do not, or the runs failed. 2: wrong command line or file.",
            "",
            "Files of obligations, told apart by their first line: time,payer,payee,amount and if wanted day and priority;",
            "PSSimPy's transactions; PKDD'99's payment orders; ISO 20022's pacs.009, also a directory of *.xml. Amounts in",
            "yuan. docs/reference/settlement.md says more."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SettleCommand implements Callable<Integer> {
    private static final int MAX_RUNS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--obligations",
            paramLabel = "FILE",
            required = true,
            description = "Who owes whom, how much and since when, one a line.")
    private Path obligations;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "What participants bring and on which terms, one a line.")
    private Path accounts;

    @Mixin
    private SettleRules rules;

    @Option(
            names = "--liquidity",
            paramLabel = "LEVEL",
            split = ",",
            description = {
                "What each participant brings: a percentage of the way from what it owes net (0%%) to what gross"
                        + " settlement needs (100%%), or an amount in yuan; several with commas.",
                "By default what the accounts say or, without them, 0%%,25%%,50%%,75%%,100%%."
            })
    private List<String> levels;

    @Option(
            names = "--credit",
            paramLabel = "YUAN",
            description = "How far each participant may overdraw within a day; 0 or what the accounts say by default.")
    private String credit;

    @Option(
            names = "--offset-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How often HYBRID offsets its queue.")
    private int offsetSeconds;

    @Option(
            names = "--cycle-every",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How often DEFERRED_NET closes a cycle.")
    private int cycleSeconds;

    @Option(names = "--close", paramLabel = "HH:MM", defaultValue = "24:00", description = "When a day ends.")
    private String close;

    @Mixin
    private SettlePrices prices;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides times that a file lacks.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write; out/settle-<file> by default.")
    private Path out;

    @Option(names = "--no-details", description = "Write summary.json and report.html only, no CSV files of each run.")
    private boolean noDetails;

    @Option(names = "--json", description = "Print summary.json instead of the table.")
    private boolean json;

    @Override
    public Integer call() {
        Plan plan = plan();
        Progress progress = Terminal.progress();
        try {
            progress.say("Reading " + obligations);
            ObligationFile file = readObligations(plan.schedule());
            Optional<AccountsFile> given =
                    accounts == null ? Optional.empty() : Optional.of(read(accounts, AccountsFile::read));
            given.ifPresent(known -> requireAll(file, known));
            requireNoLoans(given);
            SettleRecord record = play(file, given, plan, progress);
            SettleFiles.write(record, directory());
            progress.end();
            print(record);
            return record.booksBalance() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (UnusableFile e) {
            progress.end();
            spec.commandLine().getErr().println("dcep: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            throw new PlatformException("cannot read or write: " + e.getMessage());
        } finally {
            progress.end();
        }
    }

    /** What the command line asks for, as far as it can be said without the files. */
    private record Plan(List<ClearingRules> rules, List<LiquidityLevel> levels, Schedule schedule, CostModel prices) {}

    private Plan plan() {
        try {
            Schedule schedule = Schedule.of(Duration.ofSeconds(offsetSeconds), Duration.ofSeconds(cycleSeconds), close);
            Plan plan = new Plan(rules.rules(), chosenLevels(), schedule, prices.model());
            if (plan.rules().size() * plan.levels().size() > MAX_RUNS) {
                throw new IllegalArgumentException("more than " + MAX_RUNS + " runs; choose fewer modes or levels");
            }
            return plan;
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** Of messages there may be a whole directory. */
    private ObligationFile readObligations(Schedule schedule) throws IOException {
        if (!Files.isReadable(obligations)) {
            throw new UnusableFile("cannot read " + obligations);
        }
        try {
            ObligationFile file = ObligationFile.read(obligations, seed);
            SettlementRun.requireBeforeClose(file.obligations(), schedule);
            return file;
        } catch (BadFile e) {
            throw new UnusableFile(obligations + ": " + e.getMessage());
        }
    }

    private SettleRecord play(ObligationFile file, Optional<AccountsFile> given, Plan plan, Progress progress)
            throws IOException {
        LiquidityBounds bounds = LiquidityBounds.of(file.obligations());
        List<SettlementRun.Setting> settings = new ArrayList<>();
        for (ClearingRules rule : plan.rules()) {
            for (LiquidityLevel level : plan.levels()) {
                List<Participant> participants = participants(file, given, bounds, level);
                settings.add(new SettlementRun.Setting(rule, level, participants, plan.schedule(), plan.prices()));
            }
        }
        List<RunResult> runs = new ArrayList<>();
        for (SettlementRun.Setting setting : settings) {
            progress.begin(
                    setting.rules().mode() + " at " + setting.level().label(),
                    file.obligations().size());
            runs.add(play(file, setting, progress));
        }
        return new SettleRecord(options(plan), file, bounds, runs);
    }

    private RunResult play(ObligationFile file, SettlementRun.Setting setting, Progress progress) throws IOException {
        Path runDirectory = directory().resolve(RunResult.name(setting.rules().mode(), setting.level()));
        try (RunTrace trace = noDetails ? RunTrace.none() : new SettleTrace(runDirectory)) {
            return SettlementRun.play(file.obligations(), setting, trace, progress::step);
        } catch (BadFile e) {
            throw new UnusableFile(obligations + ": " + e.getMessage());
        }
    }

    private List<Participant> participants(
            ObligationFile file, Optional<AccountsFile> given, LiquidityBounds bounds, LiquidityLevel level) {
        TreeSet<OperatorId> ids = new TreeSet<>(file.obligations().participants());
        given.ifPresent(known -> ids.addAll(known.participants().keySet()));
        List<Participant> participants = ids.stream()
                .map(id -> {
                    Participant own =
                            given.map(known -> known.participants().get(id)).orElse(Participant.of(id, Money.ZERO));
                    Terms terms = credit == null ? own.terms() : own.terms().withCreditCap(credit());
                    return new Participant(id, level.liquidity(id, bounds, own.liquidity()), terms);
                })
                .toList();
        BigInteger all = participants.stream()
                .map(one -> BigInteger.valueOf(
                        one.liquidity().fen() + one.terms().creditCap().fen()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (all.compareTo(BigInteger.valueOf(ClearingEngine.MAX_SUM_FEN)) > 0) {
            throw wrong("at level " + level.label() + " participants have more than "
                    + new Money(ClearingEngine.MAX_SUM_FEN) + " together; choose a lower one");
        }
        return participants;
    }

    private void requireAll(ObligationFile file, AccountsFile known) {
        for (OperatorId id : file.obligations().participants()) {
            if (!known.participants().containsKey(id)) {
                throw new UnusableFile(
                        accounts + ": participant " + id + " of " + obligations + " is missing; add a line for it");
            }
        }
    }

    private void requireNoLoans(Optional<AccountsFile> given) {
        boolean lends = credit != null
                ? !credit().isZero()
                : given.stream()
                        .flatMap(known -> known.participants().values().stream())
                        .anyMatch(one -> !one.terms().creditCap().isZero());
        if (lends && rules.settleCurrency()) {
            throw wrong("currency is never lent: leave out --credit (and creditCap or posted_collateral), or choose"
                    + " --asset RESERVES");
        }
    }

    private List<LiquidityLevel> chosenLevels() {
        if (levels != null) {
            return levels.stream()
                    .map(text -> LiquidityLevel.of(text.strip()))
                    .distinct()
                    .toList();
        }
        return accounts != null
                ? List.of(LiquidityLevel.GIVEN)
                : Stream.of("0%", "25%", "50%", "75%", "100%")
                        .map(LiquidityLevel::of)
                        .toList();
    }

    private Money credit() {
        try {
            return LiquidityLevel.of(credit).fixed().orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw wrong("--credit " + credit + " is not an amount in yuan");
        }
    }

    private Map<String, Object> options(Plan plan) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("obligations", obligations.getFileName().toString());
        if (accounts != null) {
            options.put("accounts", accounts.getFileName().toString());
        }
        options.put(
                "liquidity", plan.levels().stream().map(LiquidityLevel::label).toList());
        if (credit != null) {
            options.put("creditYuan", credit);
        }
        rules.describe(options);
        options.put("offsetEverySeconds", offsetSeconds);
        options.put("cycleEverySeconds", cycleSeconds);
        options.put("close", close);
        options.put("seed", seed);
        options.put("prices", plan.prices());
        return options;
    }

    private void print(SettleRecord record) {
        var stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        stdout.print(json ? Json.pretty(SettleSummary.of(record)) : SettleConsole.of(record));
        if (!json) {
            stdout.println();
            stdout.println(record.booksBalance() ? "All books balance." : "BOOKS DO NOT BALANCE.");
            stdout.println("Report: " + directory().resolve("report.html"));
        }
        stdout.flush();
    }

    private Path directory() {
        if (out != null) {
            return out;
        }
        String name = obligations.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of("out", "settle-" + name);
    }

    private <T> T read(Path file, Reading<T> reading) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableFile("cannot read the file " + file);
        }
        try {
            return reading.of(file);
        } catch (BadFile e) {
            throw new UnusableFile(file + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }

    /** A way to read a file. */
    private interface Reading<T> {
        T of(Path file) throws IOException, BadFile;
    }
}
