package org.dcep.settlement.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.InclusionProof;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.Subtree;
import org.junit.jupiter.api.Test;

/** Logs as they lie in rows, without a database: whatever the batches, proofs come from few rows and are right. */
class GrowthTest {
    private static final String NETWORK = "sandbox";
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Property(tries = 30)
    void everyPaymentIsProvableHoweverTheBatchesFell(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 150) Integer> batches) {
        Rows rows = new Rows();
        List<PaymentCommitted> payments = new ArrayList<>();
        for (int size : batches) {
            List<PaymentCommitted> batch = payments("abc", payments.size(), size);
            rows.apply(Growth.of(rows.edges("abc"), batch, NETWORK));
            payments.addAll(batch);
        }
        byte[] root = rows.edges.get("abc").tree().root();
        assertThat(root).isEqualTo(tree(payments).root());
        for (int i = 0; i < payments.size(); i += 7) {
            int index = i;
            Set<Subtree> needed = InclusionProof.needs(index, payments.size());
            Tiles tiles = rows.read("abc", Tiles.holding(needed));
            InclusionProof proof = InclusionProof.of(index, payments.size(), tiles::hash);
            assertThat(proof.proves(leafHash(payments.get(index)), root)).isTrue();
            assertThat(rows.entries.get(payments.get(index).paymentId()).leafIndex())
                    .isEqualTo(index);
        }
        for (int from = 1; from < payments.size(); from += 13) {
            Tiles tiles = rows.read("abc", Tiles.holding(ConsistencyProof.needs(from, payments.size())));
            assertThat(ConsistencyProof.of(from, payments.size(), tiles::hash)
                            .proves(tree(payments.subList(0, from)).root(), root))
                    .isTrue();
        }
    }

    @Test
    void aLogOfSeventyThousandPaymentsIsFewRowsAndAProofReadsFewOfThem() {
        Rows rows = new Rows();
        int size = 70_000;
        for (int done = 0; done < size; done += 2_000) {
            rows.apply(Growth.of(rows.edges("abc"), payments("abc", done, 2_000), NETWORK));
        }
        // 274 tiles of leaves, 2 above them, 1 on top.
        assertThat(rows.tiles.get("abc")).hasSize(277);
        for (int index : new int[] {0, 255, 256, 65_535, 65_536, 69_999}) {
            assertThat(Tiles.holding(InclusionProof.needs(index, size))).hasSizeLessThanOrEqualTo(6);
            assertThat(Tiles.holding(ConsistencyProof.needs(index + 1, size))).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void operatorsHaveLogsOfTheirOwn() {
        Rows rows = new Rows();
        List<PaymentCommitted> mixed = new ArrayList<>();
        mixed.addAll(payments("abc", 0, 3));
        mixed.addAll(payments("boc", 10, 2));
        mixed.addAll(payments("abc", 20, 1));
        Map<String, Growth.Edge> edges = new HashMap<>(rows.edges("abc"));
        edges.putAll(rows.edges("boc"));
        rows.apply(Growth.of(edges, mixed, NETWORK));
        assertThat(rows.edges.get("abc").size()).isEqualTo(4);
        assertThat(rows.edges.get("boc").size()).isEqualTo(2);
        assertThat(rows.entries.get(mixed.get(5).paymentId()).leafIndex()).isEqualTo(3);
    }

    @Test
    void aTileThatIsMissingOrTooShortIsFound() {
        Rows rows = new Rows();
        rows.apply(Growth.of(rows.edges("abc"), payments("abc", 0, 10), NETWORK));
        Tiles whole = rows.read("abc", Set.of(new TileId(0, 0)));
        Tiles cut =
                new Tiles(Map.of(new TileId(0, 0), Arrays.copyOf(whole.hashes().get(new TileId(0, 0)), 9 * 32)));
        assertThat(cut.hash(new Subtree(0, 8))).isEqualTo(whole.hash(new Subtree(0, 8)));
        assertThatThrownBy(() -> cut.hash(new Subtree(0, 9))).isInstanceOf(Tiles.Damaged.class);
        assertThatThrownBy(() -> new Tiles(Map.of()).hash(new Subtree(1, 0))).isInstanceOf(Tiles.Damaged.class);
    }

    private static List<PaymentCommitted> payments(String operator, int first, int count) {
        List<PaymentCommitted> payments = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            payments.add(new PaymentCommitted(
                    new UUID(operator.hashCode(), i),
                    operator,
                    1,
                    "boc",
                    "0010000000000017",
                    "0010000000000025",
                    1 + i,
                    21_000,
                    1,
                    1,
                    NOON));
        }
        return payments;
    }

    private static byte[] leafHash(PaymentCommitted payment) {
        return MerkleTree.leafHash(Growth.leaf(payment).bytes(NETWORK));
    }

    private static MerkleTree tree(List<PaymentCommitted> payments) {
        MerkleTree tree = new MerkleTree();
        payments.forEach(payment -> tree.append(Growth.leaf(payment).bytes(NETWORK)));
        return tree;
    }

    /** What the tables would hold. */
    private static final class Rows {
        private final Map<String, Growth.Edge> edges = new HashMap<>();
        private final Map<String, Map<TileId, ByteArrayOutputStream>> tiles = new HashMap<>();
        private final Map<UUID, Growth.Entry> entries = new HashMap<>();

        Map<String, Growth.Edge> edges(String operator) {
            return Map.of(operator, edges.getOrDefault(operator, new Growth.Edge(operator, 0, new byte[0])));
        }

        void apply(Growth growth) {
            growth.edges().forEach(edge -> edges.put(edge.operatorId(), edge));
            growth.entries().forEach(entry -> entries.put(entry.paymentId(), entry));
            growth.pieces()
                    .forEach(piece -> tiles.computeIfAbsent(piece.operatorId(), operator -> new HashMap<>())
                            .computeIfAbsent(piece.tile(), tile -> new ByteArrayOutputStream())
                            .writeBytes(piece.hashes()));
        }

        Tiles read(String operator, Set<TileId> ids) {
            Map<TileId, byte[]> read = new HashMap<>();
            ids.forEach(id -> {
                ByteArrayOutputStream hashes = tiles.get(operator).get(id);
                if (hashes != null) {
                    assertThat(hashes.size()).isLessThanOrEqualTo(TileId.WIDTH * MerkleTree.HASH_BYTES);
                    read.put(id, hashes.toByteArray());
                }
            });
            return new Tiles(read);
        }
    }
}
