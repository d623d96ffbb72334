package org.dcep.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Subtree;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * A notary of tests with one operator's log in memory, which seals heads with the key that {@link DcepStack} makes the
 * issuer trust.
 */
public final class TestNotary {
    static final String SECRET_HEX = "7e".repeat(SigningKey.SECRET_BYTES);

    /** Settlement's key for heads. Public knowledge, for tests only. */
    public static final SigningKey KEY =
            SigningKey.fromSecret(SignatureAlgorithm.SM2, HexFormat.of().parseHex(SECRET_HEX));

    private static final Clock CLOCK = Clock.systemUTC();

    private final String operatorId;
    private final MerkleTree tree = new MerkleTree();
    private final Map<Subtree, byte[]> subtrees = new HashMap<>();

    public TestNotary(String operatorId) {
        this.operatorId = operatorId;
    }

    /** Appends an entry; any text will do. */
    public TestNotary append(String entry) {
        tree.appendLeaf(MerkleTree.leafHash(entry.getBytes(StandardCharsets.UTF_8)), subtrees::put);
        return this;
    }

    /** The log as it is. */
    public LogState log() {
        return new LogState(tree.size(), HexFormat.of().formatHex(tree.root()));
    }

    /** Seals the log as it is, with the proof that it begins with {@code previous}. */
    public LogHeadSealed seal(LogState previous) {
        List<String> proof = ConsistencyProof.of(previous.size(), tree.size(), subtrees::get).path().stream()
                .map(HexFormat.of()::formatHex)
                .toList();
        return seal(log(), previous, proof);
    }

    /** Seals anything: a head that lies, but is signed. */
    public LogHeadSealed seal(LogState log, LogState previous, List<String> proof) {
        LogHead head = new LogHead(
                operatorId,
                log,
                previous,
                CLOCK.instant().truncatedTo(ChronoUnit.MILLIS),
                KEY.verifyingKey().keyId());
        return new LogHeadSealed(
                operatorId,
                log.size(),
                log.root(),
                previous.size(),
                previous.root(),
                head.sealedAt(),
                head.keyId(),
                Base64Url.encode(KEY.sign(head.signedBytes(DcepStack.NETWORK))),
                "",
                "",
                proof);
    }
}
