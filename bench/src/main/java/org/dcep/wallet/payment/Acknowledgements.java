package org.dcep.wallet.payment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Notes which payments were said to have moved money, for whoever checks that the database knows them: 16 bytes of the
 * id and one of the state, 1 pending or 2 accepted. What was noted last may be missing after a crash of this process.
 */
final class Acknowledgements implements AutoCloseable {
    private static final int RECORD_BYTES = 17;
    private static final int RECORDS_IN_MEMORY = 4096;

    private final Optional<OutputStream> out;
    private final ByteBuffer noted = ByteBuffer.allocate(RECORD_BYTES * RECORDS_IN_MEMORY);

    private Acknowledgements(Optional<OutputStream> out) {
        this.out = out;
    }

    /** Writes to {@code file} anew, or nowhere. */
    static Acknowledgements to(Optional<Path> file) throws IOException {
        return new Acknowledgements(
                file.isPresent() ? Optional.of(Files.newOutputStream(file.get())) : Optional.empty());
    }

    void note(Optional<PaymentAnswer> answer) {
        if (out.isPresent() && answer.isPresent() && answer.get() instanceof PaymentAnswer.Decided decided) {
            PaymentState state = decided.payment().state();
            if (state == PaymentState.PENDING || state == PaymentState.ACCEPTED) {
                note(decided.payment());
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out.isPresent()) {
            write();
            out.get().close();
        }
    }

    private synchronized void note(PaymentRow payment) {
        noted.putLong(payment.id().getMostSignificantBits())
                .putLong(payment.id().getLeastSignificantBits())
                .put((byte) payment.state().code());
        if (!noted.hasRemaining()) {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException("acknowledgements cannot be noted", e);
            }
        }
    }

    private void write() throws IOException {
        out.get().write(noted.array(), 0, noted.position());
        noted.clear();
    }
}
