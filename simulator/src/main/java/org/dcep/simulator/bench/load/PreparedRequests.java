package org.dcep.simulator.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Requests that only have to be sent, outside the heap, and what became of their payments. Each request is given out
 * once; which thread takes it does not matter.
 */
final class PreparedRequests {
    /** The byte of a payment that was never sent. */
    static final byte UNSENT = 0;

    private final RequestKind kind;
    private final PaymentIds ids;
    private final long firstPayment;
    private final Block[] blocks;
    private final int count;
    private final byte[] outcomes;
    private final AtomicInteger next = new AtomicInteger();

    private record Block(ByteBuf bytes, int[] ends) {
        ByteBuf request(int index) {
            int start = index == 0 ? 0 : ends[index - 1];
            return bytes.retainedSlice(start, ends[index] - start);
        }
    }

    private PreparedRequests(RequestKind kind, PaymentIds ids, long firstPayment, Block[] blocks, int count) {
        this.kind = kind;
        this.ids = ids;
        this.firstPayment = firstPayment;
        this.blocks = blocks;
        this.count = count;
        this.outcomes = new byte[count * kind.payments()];
    }

    /**
     * Prepares at least {@code atLeast} requests, on all processors.
     *
     * @param firstStream the number of the first block's stream of draws
     * @param firstPayment the number of the first payment
     */
    static PreparedRequests of(
            RequestKind kind, RequestWriter writer, int firstStream, long firstPayment, int atLeast) {
        int size = kind.requestsInBlock();
        int blockCount = (atLeast + size - 1) / size;
        Block[] blocks = IntStream.range(0, blockCount)
                .parallel()
                .mapToObj(block -> block(writer.block(
                        kind, firstStream + block, firstPayment + (long) block * size * kind.payments(), size)))
                .toArray(Block[]::new);
        return new PreparedRequests(kind, writer.ids(), firstPayment, blocks, blockCount * size);
    }

    private static Block block(List<byte[]> requests) {
        int[] ends = new int[requests.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += requests.get(i).length;
            ends[i] = end;
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(end);
        requests.forEach(bytes::put);
        return new Block(Unpooled.wrappedBuffer(bytes.flip()), ends);
    }

    RequestKind kind() {
        return kind;
    }

    int blockCount() {
        return blocks.length;
    }

    int count() {
        return count;
    }

    long payments() {
        return outcomes.length;
    }

    /** The number of a request that nobody has had, or -1 if there is none left. Reads begin again from the first. */
    int take() {
        int taken = next.getAndIncrement();
        if (kind == RequestKind.READ) {
            return Math.floorMod(taken, count);
        }
        return taken < count ? taken : -1;
    }

    /** The bytes of a request, to be released once. From now on its payments are unknown. */
    ByteBuf send(int request) {
        mark(request, Outcome.UNKNOWN);
        int size = kind.requestsInBlock();
        return blocks[request / size].request(request % size);
    }

    void mark(int request, Outcome outcome) {
        for (int i = 0; i < kind.payments(); i++) {
            mark(request, i, outcome);
        }
    }

    void mark(int request, int payment, Outcome outcome) {
        outcomes[request * kind.payments() + payment] = outcome.code();
    }

    /** Appends the id and the outcome of every payment that was sent. */
    void writeOutcomes(DataOutputStream out) throws IOException {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] != UNSENT) {
                UUID id = ids.of(firstPayment + i);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
                out.writeByte(outcomes[i]);
            }
        }
    }
}
