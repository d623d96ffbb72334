package org.dcep.simulator.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Drives prepared requests over connections of one event loop, on whose thread everything here happens. One request is
 * under way on a connection at a time; nothing is repeated.
 */
final class Driver {
    private static final int CONNECT_MILLIS = 10_000;
    private static final long RECONNECT_MILLIS = 100;

    /** Arrivals closer than this are started together: waking up costs more than the request. */
    private static final long SHORTEST_NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final PreparedRequests requests;
    private final long[] arrivals;
    private final boolean open;
    private final int connections;
    private final Set<Wire> wires = new HashSet<>();
    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Tally> done = new CompletableFuture<>();
    private Tally tally;
    private long start;
    private long end;
    private int nextArrival;
    private int underWay;
    private boolean running;
    private boolean ranDry;

    /**
     * @param bootstrap knows the channel class and the address
     * @param arrivals when requests start: one that finds every connection waiting is late, and its latency says so;
     *     without a plan each connection starts the next request as soon as it has its answer
     */
    Driver(
            EventLoop loop,
            Bootstrap bootstrap,
            PreparedRequests requests,
            Optional<ArrivalPlan> arrivals,
            int connections) {
        this.loop = loop;
        this.requests = requests;
        this.open = arrivals.isPresent();
        this.arrivals = arrivals.map(ArrivalPlan::nanos).orElseGet(() -> new long[0]);
        this.connections = connections;
        this.bootstrap = bootstrap
                .clone(loop)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)))
                                .addLast(new Wire(Driver.this));
                    }
                });
    }

    /** Opens the connections; completes when all are open, or fails. */
    CompletableFuture<Void> connect() {
        loop.execute(() -> {
            for (int i = 0; i < connections; i++) {
                bootstrap.connect().addListener((ChannelFuture attempt) -> {
                    if (!attempt.isSuccess()) {
                        connected.completeExceptionally(attempt.cause());
                    }
                });
            }
        });
        return connected;
    }

    /** Begins at {@code startAt} and starts nothing after {@code endAt}; the tally is complete when all is answered. */
    CompletableFuture<Tally> drive(Tally into, long startAt, long endAt) {
        loop.execute(() -> {
            tally = into;
            start = startAt;
            end = endAt;
            loop.schedule(this::begin, startAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            loop.schedule(this::stop, endAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        });
        return done;
    }

    /** Gives up waiting: connections are closed, and what is under way on them is lost. */
    void giveUp() {
        loop.execute(() -> List.copyOf(wires).forEach(Wire::close));
    }

    boolean ranDry() {
        return ranDry;
    }

    private void begin() {
        running = true;
        if (open) {
            startDue();
        } else {
            while (running && !idle.isEmpty()) {
                send(idle.poll(), System.nanoTime());
            }
        }
    }

    /** Starts what is due, as far as connections are free, and comes back for the next arrival. */
    private void startDue() {
        if (!running) {
            return;
        }
        long now = System.nanoTime();
        while (nextArrival < arrivals.length && start + arrivals[nextArrival] <= now && !idle.isEmpty()) {
            send(idle.poll(), start + arrivals[nextArrival++]);
        }
        if (nextArrival < arrivals.length) {
            long nap = Math.max(SHORTEST_NAP_NANOS, start + arrivals[nextArrival] - now);
            loop.schedule(this::startDue, nap, TimeUnit.NANOSECONDS);
        }
    }

    private void stop() {
        running = false;
        for (; nextArrival < arrivals.length; nextArrival++) {
            if (tally.isMeasured(start + arrivals[nextArrival])) {
                tally.unsent(1);
            }
        }
        finishIfQuiet();
    }

    private void send(Wire wire, long intended) {
        int request = requests.take();
        if (request < 0) {
            ranDry = true;
            running = false;
            idle.add(wire);
            return;
        }
        underWay++;
        wire.send(request, requests.send(request), intended);
    }

    void opened(Wire wire) {
        wires.add(wire);
        free(wire);
        if (wires.size() == connections) {
            connected.complete(null);
        }
    }

    /** A request has its answer. */
    void answered(Wire wire, int request, int status, AnswerBody body) {
        long now = System.nanoTime();
        underWay--;
        Outcome own = outcomeOf(status);
        if (requests.kind().payments() > 1 && status == 200) {
            own = eachPayment(request, body, now);
        } else {
            requests.mark(request, own);
            int payments = Math.max(1, requests.kind().payments());
            tally.answered(own, payments, now);
            if (own == Outcome.REFUSED || own == Outcome.UNKNOWN) {
                for (int i = 0; i < payments; i++) {
                    tally.refused(status + " " + body.nextCode(), now);
                }
            }
        }
        tally.completed(own, wire.intended(), now);
        if (wire.isOpen()) {
            free(wire);
        }
        finishIfQuiet();
    }

    private Outcome outcomeOf(int status) {
        return requests.kind() == RequestKind.READ && status == 200 ? Outcome.ACCEPTED : Outcome.ofStatus(status);
    }

    /** The outcome of a request is its first payment's; a payment without a line is unknown. */
    private Outcome eachPayment(int request, AnswerBody body, long now) {
        Outcome first = Outcome.UNKNOWN;
        for (int payment = 0; payment < requests.kind().payments(); payment++) {
            int status = body.nextStatus();
            Outcome outcome = Outcome.ofStatus(status);
            requests.mark(request, payment, outcome);
            tally.answered(outcome, 1, now);
            if (outcome == Outcome.REFUSED) {
                tally.refused(status + " " + body.nextCode(), now);
            }
            first = payment == 0 ? outcome : first;
        }
        return first;
    }

    /** A connection is free: it takes the request that is longest due, if there is one. */
    private void free(Wire wire) {
        if (!running) {
            idle.add(wire);
        } else if (!open) {
            send(wire, System.nanoTime());
        } else if (nextArrival < arrivals.length && start + arrivals[nextArrival] <= System.nanoTime()) {
            send(wire, start + arrivals[nextArrival++]);
        } else {
            idle.add(wire);
        }
    }

    /** A connection is gone; {@code waiting} if a request was under way on it. */
    void closed(Wire wire, boolean waiting) {
        wires.remove(wire);
        idle.remove(wire);
        if (waiting) {
            underWay--;
            long now = System.nanoTime();
            tally.lost();
            tally.answered(Outcome.UNKNOWN, Math.max(1, requests.kind().payments()), now);
        }
        if (running) {
            loop.schedule(this::reconnect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (tally != null) {
            finishIfQuiet();
        }
    }

    private void reconnect() {
        if (running) {
            bootstrap.connect().addListener((ChannelFuture attempt) -> {
                if (!attempt.isSuccess() && running) {
                    loop.schedule(this::reconnect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    private void finishIfQuiet() {
        if (!running && underWay == 0 && (ranDry || System.nanoTime() >= end)) {
            finish();
        }
    }

    private void finish() {
        if (done.complete(tally)) {
            List.copyOf(wires).forEach(Wire::close);
        }
    }
}
