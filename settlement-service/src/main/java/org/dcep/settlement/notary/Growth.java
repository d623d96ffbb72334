package org.dcep.settlement.notary;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.LogLeaf;

/**
 * What a batch of payments adds to the logs. Pure. A leaf costs a fraction of a row: its hash lies with 255 others, and
 * of the subtrees it completes only every eighth level is kept.
 *
 * @param edges the logs as they are afterwards, by operator
 * @param entries where each payment is
 * @param pieces what is added at the end of tiles, in ascending order
 */
record Growth(List<Edge> edges, List<Entry> entries, List<Piece> pieces) {
    /** How far a log has come: all that is needed to go on. */
    record Edge(String operatorId, long size, byte[] hashes) {
        MerkleTree tree() {
            return MerkleTree.resume(size, hashes);
        }
    }

    /** A payment's place in its operator's log. */
    record Entry(UUID paymentId, String operatorId, long leafIndex) {}

    /** Hashes that follow those which a tile has; a new tile begins with them. */
    record Piece(String operatorId, TileId tile, byte[] hashes) {}

    /** Appends the payments in their order to the logs of their operators. */
    static Growth of(Map<String, Edge> logs, List<PaymentCommitted> payments, String network) {
        SortedMap<String, Appender> appenders = new TreeMap<>();
        List<Entry> entries = new ArrayList<>(payments.size());
        for (PaymentCommitted payment : payments) {
            Appender log = appenders.computeIfAbsent(
                    payment.operatorId(),
                    operator -> new Appender(logs.get(operator).tree()));
            entries.add(new Entry(payment.paymentId(), payment.operatorId(), log.tree.size()));
            log.append(MerkleTree.leafHash(leaf(payment).bytes(network)));
        }
        List<Edge> edges = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        appenders.forEach((operator, log) -> {
            edges.add(new Edge(operator, log.tree.size(), log.tree.edge()));
            log.pieces.forEach((tile, hashes) -> pieces.add(new Piece(operator, tile, hashes.toByteArray())));
        });
        return new Growth(edges, entries, pieces);
    }

    /** What the log says about a payment. */
    static LogLeaf leaf(PaymentCommitted payment) {
        return new LogLeaf(
                payment.paymentId(),
                payment.operatorId(),
                payment.cycleId(),
                payment.payeeOperatorId(),
                payment.payer(),
                payment.payee(),
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.committedAt());
    }

    private static final class Appender {
        private final MerkleTree tree;
        private final SortedMap<TileId, ByteArrayOutputStream> pieces =
                new TreeMap<>(Comparator.comparingInt(TileId::level).thenComparingLong(TileId::index));

        private Appender(MerkleTree tree) {
            this.tree = tree;
        }

        private void append(byte[] leafHash) {
            tree.appendLeaf(leafHash, (subtree, hash) -> {
                if (TileId.stores(subtree.level())) {
                    pieces.computeIfAbsent(TileId.of(subtree), tile -> new ByteArrayOutputStream())
                            .writeBytes(hash);
                }
            });
        }
    }
}
