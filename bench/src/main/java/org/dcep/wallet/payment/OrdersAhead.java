package org.dcep.wallet.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.ledger.Operation;

/**
 * Makes orders on a thread of its own, some slices ahead of those who submit them, so that they find the next one ready.
 * Nobody signed them and their fingerprints are random: the engine stores both and looks at neither.
 */
final class OrdersAhead implements AutoCloseable {
    private static final int SLICE = 4096;
    private static final int SLICES_AHEAD = 8;
    private static final int LARGEST_FEN = 20;
    private static final Money GENEROUS_FEE = new Money(10_000);
    private static final byte[] NO_BYTES = new byte[0];
    private static final byte[] SIGNATURE = new byte[SignatureAlgorithm.SIGNATURE_BYTES];

    private final FundedWallets wallets;
    private final Clock clock;
    private final SplittableRandom random;
    private final SplittableRandom ids;
    private final Money[] amounts = new Money[LARGEST_FEN];
    private final BlockingQueue<Slice> ready = new ArrayBlockingQueue<>(SLICES_AHEAD);
    private final Thread maker = new Thread(this::makeSlices, "orders-ahead");
    private volatile Slice current = new Slice(new Submission[0]);

    /** Orders of which each is taken once. */
    private static final class Slice {
        private final Submission[] orders;
        private final AtomicInteger taken = new AtomicInteger();

        Slice(Submission[] orders) {
            this.orders = orders;
        }

        /** Null once all are taken. */
        Submission take() {
            int place = taken.getAndIncrement();
            return place < orders.length ? orders[place] : null;
        }
    }

    /**
     * @param seed decides who pays whom and how much
     * @param nonce makes the ids of this run differ from those of an earlier one with the same seed
     */
    OrdersAhead(FundedWallets wallets, Clock clock, long seed, long nonce) {
        this.wallets = wallets;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.ids = new SplittableRandom(seed ^ nonce);
        for (int i = 0; i < LARGEST_FEN; i++) {
            amounts[i] = new Money(i + 1L);
        }
        maker.setDaemon(true);
        maker.start();
    }

    /** The next order; waits if it is not made yet. */
    Submission next() {
        while (true) {
            Slice slice = current;
            Submission order = slice.take();
            if (order != null) {
                return order;
            }
            renew(slice);
        }
    }

    /** The thread that makes orders, to see what it costs. */
    long makerThreadId() {
        return maker.getId();
    }

    @Override
    public void close() {
        maker.interrupt();
    }

    private synchronized void renew(Slice spent) {
        if (current == spent) {
            try {
                current = ready.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for orders", e);
            }
        }
    }

    private void makeSlices() {
        try {
            while (true) {
                ready.put(slice());
            }
        } catch (InterruptedException closed) {
            // Nobody needs more orders.
        }
    }

    private Slice slice() {
        Instant expiresAt = clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(PaymentOrder.MAX_VALIDITY_MINUTES, ChronoUnit.MINUTES);
        Submission[] orders = new Submission[SLICE];
        for (int i = 0; i < SLICE; i++) {
            orders[i] = order(expiresAt);
        }
        return new Slice(orders);
    }

    private Submission order(Instant expiresAt) {
        FundedWallets.Pair pair = wallets.draw(random);
        PaymentOrder order = new PaymentOrder(
                new UUID(ids.nextLong(), ids.nextLong()),
                pair.payer().number(),
                pair.payee().number(),
                amounts[random.nextInt(LARGEST_FEN)],
                GENEROUS_FEE,
                expiresAt,
                "");
        byte[] fingerprint = new byte[Sm3.DIGEST_BYTES];
        ids.nextBytes(fingerprint);
        return new Submission(
                new SignedOrder(order, NO_BYTES, SIGNATURE, Operation.TRANSFER),
                fingerprint,
                pair.payer().keyEpoch(),
                new CompletableFuture<>());
    }
}
