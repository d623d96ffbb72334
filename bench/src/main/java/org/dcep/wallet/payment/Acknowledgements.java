package org.dcep.wallet.payment;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Notes which payments were said to have moved money, for whoever checks that the database knows them: 16 bytes of the
 * id and one of the state, 1 pending or 2 accepted. What was noted last may be missing after a crash of this process.
 */
final class Acknowledgements implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;

    private Acknowledgements(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Writes to {@code file} anew, or nowhere. */
    static Acknowledgements to(Optional<Path> file) throws IOException {
        return new Acknowledgements(
                file.isPresent() ? Files.newOutputStream(file.get()) : OutputStream.nullOutputStream());
    }

    void note(Optional<PaymentAnswer> answer) {
        if (answer.isPresent() && answer.get() instanceof PaymentAnswer.Decided decided) {
            PaymentState state = decided.payment().state();
            if (state == PaymentState.PENDING || state == PaymentState.ACCEPTED) {
                write(decided.payment());
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private synchronized void write(PaymentRow payment) {
        try {
            out.writeLong(payment.id().getMostSignificantBits());
            out.writeLong(payment.id().getLeastSignificantBits());
            out.writeByte(payment.state().code());
        } catch (IOException e) {
            throw new UncheckedIOException("an acknowledgement cannot be noted", e);
        }
    }
}
