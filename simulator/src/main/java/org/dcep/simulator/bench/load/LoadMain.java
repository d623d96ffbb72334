package org.dcep.simulator.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.workload.Draws;

/**
 * The main class of the load process. Its only argument is a file with a {@link LoadPlan}; then it obeys
 * {@link Command}s until the end of its standard input.
 */
public final class LoadMain {
    /** One loop drives what many processors serve; more would only take their place. */
    private static final int PROCESSORS_PER_LOOP = 8;

    private static final int ANSWER_SECONDS = 30;
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LoadPlan plan;
    private final PrintStream out;
    private final EventLoopGroup loops;
    private final int loopCount;
    private final Bootstrap bootstrap;
    private final Map<RequestKind, PreparedRequests> prepared = new EnumMap<>(RequestKind.class);
    private Participants participants;
    private RequestWriter writer;
    private int streamsOfDraws;
    private long payments;
    private int phases;

    private LoadMain(LoadPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.loopCount = Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_LOOP);
        var threads = new DefaultThreadFactory("load", true);
        this.loops = Epoll.isAvailable()
                ? new EpollEventLoopGroup(loopCount, threads)
                : new NioEventLoopGroup(loopCount, threads);
        this.bootstrap = new Bootstrap()
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .remoteAddress(plan.wallet().getHost(), plan.wallet().getPort());
    }

    /** Ends with 0 when told to, with 1 after a failure. */
    public static void main(String[] arguments) throws IOException {
        LoadPlan plan = Json.as(LoadPlan.class, Json.tree(Files.readAllBytes(Path.of(arguments[0]))));
        LoadMain load = new LoadMain(plan, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        int exit = 0;
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var acknowledgements = new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(plan.acknowledgements()), 1 << 16))) {
            load.obey(commands, acknowledgements);
        } catch (IOException | RuntimeException | ExecutionException failure) {
            failure.printStackTrace();
            load.say(Event.failed(String.valueOf(failure)));
            exit = 1;
        } catch (InterruptedException interrupted) {
            exit = 1;
        }
        System.exit(exit);
    }

    private void obey(BufferedReader commands, DataOutputStream acknowledgements)
            throws IOException, ExecutionException, InterruptedException {
        participants = Participants.of(plan.crowd(), plan.algorithm());
        participants.writePublicKeys(plan.keys());
        say(Event.of("keys"));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            Command command = Json.as(Command.class, Json.tree(line.getBytes(StandardCharsets.UTF_8)));
            switch (command.verb()) {
                case "open" -> {
                    participants.readNumbers(plan.numbers());
                    writer = new RequestWriter(plan, participants, Clock.systemUTC());
                    say(Event.of("opened"));
                }
                case "prepare" -> prepare(command, acknowledgements);
                case "drive" -> say(Event.measured(drive(command)));
                case "end" -> {
                    for (PreparedRequests requests : prepared.values()) {
                        requests.writeOutcomes(acknowledgements);
                    }
                    acknowledgements.flush();
                    say(Event.of("ended"));
                    return;
                }
                default -> throw new IllegalArgumentException("no such verb: " + command.verb());
            }
        }
    }

    private void prepare(Command command, DataOutputStream acknowledgements) throws IOException {
        long began = System.nanoTime();
        PreparedRequests before = prepared.remove(command.kind());
        if (before != null) {
            before.writeOutcomes(acknowledgements);
        }
        PreparedRequests requests =
                PreparedRequests.of(command.kind(), writer, streamsOfDraws, payments, command.requests());
        streamsOfDraws += requests.blockCount();
        payments += requests.payments();
        prepared.put(command.kind(), requests);
        say(Event.prepared(requests.count(), (System.nanoTime() - began) / 1e9));
    }

    /** Drives all streams at the same time, and waits for their answers. */
    private List<PhaseResult> drive(Command command) throws ExecutionException, InterruptedException {
        phases++;
        List<List<Driver>> drivers = new ArrayList<>();
        for (Command.Stream stream : command.streams()) {
            drivers.add(drivers(stream, command.rampSeconds() + command.seconds()));
        }
        for (Driver driver : drivers.stream().flatMap(List::stream).toList()) {
            driver.connect().get();
        }
        // So that nothing of the preparation is collected while it is measured.
        System.gc();
        long start = System.nanoTime() + LEAD_NANOS;
        long windowStart = start + (long) (command.rampSeconds() * 1e9);
        long windowEnd = windowStart + (long) (command.seconds() * 1e9);
        List<List<CompletableFuture<Tally>>> tallies = new ArrayList<>();
        for (List<Driver> ofStream : drivers) {
            tallies.add(ofStream.stream()
                    .map(driver -> driver.drive(new Tally(start, windowStart, windowEnd), start, windowEnd))
                    .toList());
        }
        sleepUntil(windowStart);
        say(Event.of("measuring"));
        sleepUntil(windowEnd);
        say(Event.of("over"));
        List<PhaseResult> results = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            Tally sum = new Tally(start, windowStart, windowEnd);
            for (int j = 0; j < tallies.get(i).size(); j++) {
                sum.add(awaited(drivers.get(i).get(j), tallies.get(i).get(j)));
            }
            boolean ranDry = drivers.get(i).stream().anyMatch(Driver::ranDry);
            results.add(PhaseResult.of(command.streams().get(i).kind(), sum, ranDry));
        }
        return results;
    }

    private List<Driver> drivers(Command.Stream stream, double seconds) {
        PreparedRequests requests = prepared.get(stream.kind());
        if (requests == null) {
            throw new IllegalStateException("nothing of the kind " + stream.kind() + " is prepared");
        }
        List<Driver> drivers = new ArrayList<>();
        for (int i = 0; i < loopCount; i++) {
            EventLoop loop = loops.next();
            Draws draws = Draws.of(plan.crowd().seed(), "bench-arrivals/" + phases + "/" + stream.kind() + "/" + i);
            Optional<ArrivalPlan> arrivals = stream.ratePerSecond() > 0
                    ? Optional.of(ArrivalPlan.poisson(stream.ratePerSecond() / loopCount, seconds, draws))
                    : Optional.empty();
            int connections = (stream.connections() + loopCount - 1) / loopCount;
            drivers.add(new Driver(loop, bootstrap, requests, arrivals, connections));
        }
        return drivers;
    }

    private static Tally awaited(Driver driver, CompletableFuture<Tally> tally)
            throws ExecutionException, InterruptedException {
        try {
            return tally.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            driver.giveUp();
            return tally.get();
        }
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void say(Event event) {
        out.println(new String(Json.bytes(event), StandardCharsets.UTF_8));
    }
}
