package org.dcep.wallet.enrolment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dcep.web.MalformedJson;
import org.dcep.web.NdJson.Line;
import org.dcep.web.Problem;
import org.dcep.web.ProblemException;
import org.dcep.web.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the lines of a batch as strictly as a request of its own, and checks their keys. A key costs some 100 us, so
 * this happens on threads of its own, several lines at a time, and never on an event loop nor where payments are
 * verified.
 */
@ApplicationScoped
class WalletLineReader {
    /** As much as a request of its own may have. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    /** How many lines a thread takes at once: some milliseconds of work, so that batches take turns. */
    private static final int SLICE = 50;

    private final ThreadPoolExecutor threads;
    private final ObjectReader json;

    /** Either the wallet that the line asks for, or what is wrong with the line. */
    record Reading(int line, Optional<CheckedWallet> wallet, Optional<Problem> problem) {}

    WalletLineReader(ObjectMapper json, @ConfigProperty(name = "dcep.enrolment.check-threads") int threadCount) {
        int count = threadCount > 0 ? threadCount : Runtime.getRuntime().availableProcessors();
        // No batch has more slices here than there are threads, so those that are admitted always find room.
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count * OpenWallets.MAX_BATCHES),
                WalletLineReader::thread);
        this.json = json.readerFor(NewWalletLine.class);
    }

    /**
     * One reading a line, in their order.
     *
     * @param operatorId the caller; a wallet of another operator is forbidden
     */
    Uni<List<Reading>> read(byte[] body, List<Line> lines, String operatorId) {
        List<Uni<List<Reading>>> slices = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += SLICE) {
            List<Line> slice = lines.subList(from, Math.min(from + SLICE, lines.size()));
            slices.add(Uni.createFrom()
                    .item(() -> readSlice(body, slice, operatorId))
                    .runSubscriptionOn(threads));
        }
        return Uni.join()
                .all(slices)
                .usingConcurrencyOf(threads.getCorePoolSize())
                .andFailFast()
                .map(readings -> readings.stream().flatMap(List::stream).toList());
    }

    private List<Reading> readSlice(byte[] body, List<Line> slice, String operatorId) {
        return slice.stream().map(line -> read(body, line, operatorId)).toList();
    }

    private Reading read(byte[] body, Line line, String operatorId) {
        try {
            NewWalletLine wallet = parsed(body, line);
            if (!wallet.operatorId().equals(operatorId)) {
                throw OpenWallet.notOfTheCaller().asException();
            }
            return new Reading(line.number(), Optional.of(wallet.checked()), Optional.empty());
        } catch (ProblemException e) {
            return new Reading(line.number(), Optional.empty(), Optional.of(e.problem()));
        }
    }

    private NewWalletLine parsed(byte[] body, Line line) {
        if (line.length() > MAX_LINE_BYTES) {
            throw Problems.malformed(MalformedJson.DOCUMENT, "must be a line of at most " + MAX_LINE_BYTES + " bytes")
                    .asException();
        }
        try {
            NewWalletLine wallet = json.readValue(body, line.offset(), line.length());
            if (wallet == null) {
                throw Problems.malformed(MalformedJson.DOCUMENT, "must not be empty or null")
                        .asException();
            }
            return wallet;
        } catch (JsonProcessingException e) {
            throw MalformedJson.problem(e).asException();
        } catch (IOException e) {
            // Bytes that are no UTF-8: reading from memory cannot fail in another way.
            throw Problems.malformed(MalformedJson.DOCUMENT, "is not valid JSON")
                    .asException();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "wallet-line-reader");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
