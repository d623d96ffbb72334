package org.dcep.wallet.enrolment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.Transactions;
import org.dcep.wallet.enrolment.WalletLineReader.Reading;
import org.dcep.wallet.operator.Operators;
import org.dcep.wallet.operator.WalletSerials;
import org.dcep.web.NdJson;
import org.dcep.web.NdJson.Line;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.jboss.logging.Logger;

/**
 * Many wallets in one request, one a line, as a bank needs them that takes on its customers. Every line is a request of
 * its own and disturbs no other, but a thousand of them share a transaction and so one COMMIT.
 */
@ApplicationScoped
class OpenWallets {
    static final int MAX_LINES = 10_000;
    static final int MAX_BATCHES = 8;

    /** Enough that the COMMIT costs a wallet next to nothing, so few that nobody waits long for its locks. */
    private static final int CHUNK = 1_000;

    private static final int MAX_ATTEMPTS = 5;
    private static final Logger LOG = Logger.getLogger(OpenWallets.class);

    private final WalletLineReader reader;
    private final Operators operators;
    private final WalletSerials serials;
    private final WalletOpening opening;
    private final Pool pool;
    private final ObjectWriter json;
    private final AtomicInteger underWay = new AtomicInteger();

    OpenWallets(
            WalletLineReader reader,
            Operators operators,
            WalletSerials serials,
            WalletOpening opening,
            Pool pool,
            ObjectMapper json) {
        this.reader = reader;
        this.operators = operators;
        this.serials = serials;
        this.opening = opening;
        this.pool = pool;
        this.json = json.writerFor(WalletOutcomeLine.class);
    }

    /**
     * Opens wallets of the caller. Lines of one idempotency key are answered in their order: the first opens.
     *
     * @param operatorId the caller
     * @return one outcome a line, in the order of the lines; fails with a problem 503 NOT_READY if the operator's
     *     admission has not arrived, 429 if too many batches are under way
     * @throws org.dcep.web.ProblemException if there are too many lines; then none was opened
     */
    Uni<byte[]> open(String operatorId, byte[] body) {
        List<Line> lines = NdJson.lines(body, MAX_LINES);
        if (lines.isEmpty()) {
            return Uni.createFrom().item(new byte[0]);
        }
        if (underWay.incrementAndGet() > MAX_BATCHES) {
            underWay.decrementAndGet();
            return Uni.createFrom().failure(Problems.overloaded().asException());
        }
        Executor requestsContext = onContext(Vertx.currentContext());
        byte[][] outcomes = new byte[lines.size()][];
        return operators
                .awaited(operatorId)
                .chain(operator -> reader.read(body, lines, operatorId)
                        .emitOn(requestsContext)
                        .chain(readings -> openAll(operator.number(), readings, outcomes)))
                .map(done -> NdJson.joined(outcomes))
                .eventually(underWay::decrementAndGet);
    }

    private Uni<Void> openAll(int operatorNumber, List<Reading> readings, byte[][] outcomes) {
        List<Reading> readable = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            reading.wallet().ifPresent(wallet -> readable.add(reading));
            reading.problem().ifPresent(problem -> note(reading, new WalletOutcome.Refused(problem), outcomes));
        }
        return Multi.createFrom()
                .iterable(chunks(readable))
                .onItem()
                .transformToUniAndConcatenate(
                        chunk -> open(operatorNumber, chunk, 1).invoke(opened -> noteAll(chunk, opened, outcomes)))
                .onItem()
                .ignoreAsUni();
    }

    private static List<List<Reading>> chunks(List<Reading> readings) {
        return IntStream.iterate(0, from -> from < readings.size(), from -> from + CHUNK)
                .mapToObj(from -> readings.subList(from, Math.min(from + CHUNK, readings.size())))
                .toList();
    }

    /** One transaction with one outcome; never fails. */
    private Uni<List<WalletOutcome>> open(int operatorNumber, List<Reading> chunk, int attempt) {
        return serials.next(operatorNumber, chunk.size())
                .map(ids -> numbered(ids, chunk))
                .chain(wallets -> Transactions.run(pool, tx -> opening.open(tx, operatorNumber, wallets)))
                .onFailure()
                .recoverWithUni(failure -> recover(failure, operatorNumber, chunk, attempt));
    }

    private static List<NumberedWallet> numbered(List<WalletId> ids, List<Reading> chunk) {
        return IntStream.range(0, chunk.size())
                .mapToObj(i ->
                        new NumberedWallet(ids.get(i), chunk.get(i).wallet().orElseThrow()))
                .toList();
    }

    private Uni<List<WalletOutcome>> recover(Throwable failure, int operatorNumber, List<Reading> chunk, int attempt) {
        if (Transactions.isAgain(failure) && attempt < MAX_ATTEMPTS) {
            return open(operatorNumber, chunk, attempt + 1);
        }
        if (!Transactions.isAboutData(failure)) {
            LOG.warnf(failure, "the outcome of %d openings of wallets is not known", chunk.size());
            return all(chunk, Problems.outcomeUnknown());
        }
        if (chunk.size() == 1) {
            LOG.errorf(
                    failure,
                    "line %d of a batch of wallets cannot be written",
                    chunk.get(0).line());
            return all(chunk, Problems.internal());
        }
        LOG.warnf(failure, "a batch of %d wallets cannot be written as a whole", chunk.size());
        int half = chunk.size() / 2;
        return open(operatorNumber, chunk.subList(0, half), 1)
                .chain(first -> open(operatorNumber, chunk.subList(half, chunk.size()), 1)
                        .map(second ->
                                Stream.concat(first.stream(), second.stream()).toList()));
    }

    private static Uni<List<WalletOutcome>> all(List<Reading> chunk, Problem problem) {
        return Uni.createFrom().item(Collections.nCopies(chunk.size(), new WalletOutcome.Refused(problem)));
    }

    private void noteAll(List<Reading> chunk, List<WalletOutcome> opened, byte[][] outcomes) {
        for (int i = 0; i < chunk.size(); i++) {
            note(chunk.get(i), opened.get(i), outcomes);
        }
    }

    private void note(Reading reading, WalletOutcome outcome, byte[][] outcomes) {
        try {
            outcomes[reading.line() - 1] = json.writeValueAsBytes(WalletOutcomeLine.of(reading.line(), outcome));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome cannot be written", e);
        }
    }

    private static Executor onContext(Context context) {
        return command -> context.runOnContext(ignored -> command.run());
    }
}
