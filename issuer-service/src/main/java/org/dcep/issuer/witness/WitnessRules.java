package org.dcep.issuer.witness;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;

/** Decides whether a head that settlement signed may be signed as a witness. Pure. */
final class WitnessRules {
    private WitnessRules() {}

    /**
     * The first objection that applies; empty if the log begins with {@code signed}. The log that was signed last may be
     * signed again.
     *
     * @param signed the last log of this operator that was signed, {@link LogState#EMPTY} if none was
     */
    static Optional<Dispute> objection(LogState signed, LogHeadSealed sealed) {
        LogHead head = sealed.head();
        if (head.log().equals(signed)) {
            return Optional.empty();
        }
        if (head.log().size() == signed.size()) {
            return Optional.of(Dispute.OTHER_ROOT);
        }
        if (head.log().size() < signed.size()) {
            return Optional.of(Dispute.SHORTER);
        }
        if (!head.previous().equals(signed)) {
            return Optional.of(Dispute.OTHER_PREDECESSOR);
        }
        return isProved(head, sealed.consistencyProof()) ? Optional.empty() : Optional.of(Dispute.INCONSISTENT);
    }

    private static boolean isProved(LogHead head, List<String> proof) {
        if (proof.size() > ConsistencyProof.MAX_HASHES) {
            return false;
        }
        try {
            List<byte[]> path = proof.stream().map(HexFormat.of()::parseHex).toList();
            return path.stream().allMatch(hash -> hash.length == MerkleTree.HASH_BYTES)
                    && new ConsistencyProof(head.previous().size(), head.log().size(), path)
                            .proves(root(head.previous()), root(head.log()));
        } catch (IllegalArgumentException e) {
            return false; // Not hexadecimal: no proof either.
        }
    }

    private static byte[] root(LogState log) {
        return HexFormat.of().parseHex(log.root());
    }
}
