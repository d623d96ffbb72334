package org.dcep.simulator.bench.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletId;
import org.dcep.simulator.workload.Ids;

/** The wallets of a crowd, by number in the crowd, with the keys that the seed gives them. */
public final class Participants {
    private final SigningKey[] keys;
    private String[] numbers = {};

    private Participants(SigningKey[] keys) {
        this.keys = keys;
    }

    /** Makes the keys, on all processors. */
    static Participants of(Crowd crowd, SignatureAlgorithm algorithm) {
        Ids ids = new Ids(crowd.seed());
        return new Participants(IntStream.range(0, crowd.wallets())
                .parallel()
                .mapToObj(wallet -> key(ids, algorithm, wallet))
                .toArray(SigningKey[]::new));
    }

    /** The key of one wallet. */
    public static SigningKey key(Ids ids, SignatureAlgorithm algorithm, int wallet) {
        return ids.key(algorithm, "bench/" + wallet);
    }

    void writePublicKeys(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (SigningKey key : keys) {
                out.write(key.verifyingKey().raw());
            }
        }
    }

    void readNumbers(Path file) throws IOException {
        numbers = new String[keys.length];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int wallet = 0; wallet < numbers.length; wallet++) {
                numbers[wallet] = new WalletId(in.readLong()).toString();
            }
        }
    }

    SigningKey key(int wallet) {
        return keys[wallet];
    }

    String number(int wallet) {
        return numbers[wallet];
    }
}
