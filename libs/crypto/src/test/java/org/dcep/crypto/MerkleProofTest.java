package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proofs against the vectors with which the implementations of Certificate Transparency test (transparency-dev/merkle,
 * testonly/reference.go and proof/verify_test.go), and against RFC 9162 word by word.
 */
class MerkleProofTest {
    private static final List<byte[]> KNOWN_ENTRIES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void hasTheInclusionProofsOfTheKnownTree(int index, int size, String path) {
        Log log = Log.of(KNOWN_ENTRIES.subList(0, size));
        InclusionProof proof = InclusionProof.of(index, size, log.subtrees::get);
        assertThat(hex(proof.path())).isEqualTo(path);
        assertThat(proof.proves(MerkleTree.leafHash(KNOWN_ENTRIES.get(index)), log.root(size)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "6, 7, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
    })
    void hasTheConsistencyProofsOfTheKnownTree(int from, int to, String path) {
        Log log = Log.of(KNOWN_ENTRIES.subList(0, to));
        ConsistencyProof proof = ConsistencyProof.of(from, to, log.subtrees::get);
        assertThat(hex(proof.path())).isEqualTo(path);
        assertThat(proof.proves(log.root(from), log.root(to))).isTrue();
    }

    /** Every tree of up to 40 entries and every place in it: all shapes of a path occur many times. */
    @Test
    void everyProofOfSmallTreesIsThatOfTheDefinitionAndProvesWhatItSays() {
        Log log = Log.of(40);
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(index, size, log.subtrees::get);
                assertThat(hex(proof.path())).isEqualTo(hex(pathByDefinition(index, log.entries.subList(0, size))));
                assertThat(proof.proves(log.leafHash(index), log.root(size))).isTrue();
            }
            for (int from = 1; from < size; from++) {
                ConsistencyProof proof = ConsistencyProof.of(from, size, log.subtrees::get);
                assertThat(hex(proof.path()))
                        .isEqualTo(hex(subproofByDefinition(from, log.entries.subList(0, size), true)));
                assertThat(proof.proves(log.root(from), log.root(size))).isTrue();
            }
        }
    }

    @Property(tries = 300)
    void aProofProvesNoOtherPlaceSizeLeafOrRoot(
            @ForAll @IntRange(min = 2, max = 300) int size,
            @ForAll @IntRange(max = 299) int place,
            @ForAll @IntRange(max = 299) int otherPlace,
            @ForAll @IntRange(max = 255) int flippedBit) {
        Log log = Log.of(size);
        int index = place % size;
        int other = otherPlace % size;
        InclusionProof proof = InclusionProof.of(index, size, log.subtrees::get);
        byte[] leaf = log.leafHash(index);
        byte[] root = log.root(size);
        assertThat(proof.proves(flipped(leaf, flippedBit), root)).isFalse();
        assertThat(proof.proves(leaf, flipped(root, flippedBit))).isFalse();
        assertThat(proof.proves(leaf, log.root(size - 1))).isFalse();
        if (other != index) {
            assertThat(proof.proves(log.leafHash(other), root)).isFalse();
            assertThat(new InclusionProof(other, size, proof.path()).proves(leaf, root))
                    .isFalse();
        }
        for (int i = 0; i < proof.path().size(); i++) {
            List<byte[]> changed = new ArrayList<>(proof.path());
            changed.set(i, flipped(changed.get(i), flippedBit));
            assertThat(new InclusionProof(index, size, changed).proves(leaf, root))
                    .isFalse();
            changed.remove(i);
            assertThat(new InclusionProof(index, size, changed).proves(leaf, root))
                    .isFalse();
        }
        List<byte[]> longer = new ArrayList<>(proof.path());
        longer.add(root);
        assertThat(new InclusionProof(index, size, longer).proves(leaf, root)).isFalse();
    }

    @Property(tries = 300)
    void aForkedLogHasNoConsistencyProof(
            @ForAll @IntRange(min = 2, max = 300) int size,
            @ForAll @IntRange(max = 299) int earlier,
            @ForAll @IntRange(max = 299) int forkedAt) {
        int from = 1 + earlier % (size - 1);
        Log log = Log.of(size);
        Log forked = log.forkedAt(forkedAt % from);
        ConsistencyProof honest = ConsistencyProof.of(from, size, log.subtrees::get);
        ConsistencyProof forged = ConsistencyProof.of(from, size, forked.subtrees::get);
        assertThat(honest.proves(log.root(from), log.root(size))).isTrue();
        assertThat(honest.proves(log.root(from), forked.root(size))).isFalse();
        assertThat(forged.proves(log.root(from), forked.root(size))).isFalse();
        List<byte[]> longer = new ArrayList<>(honest.path());
        longer.add(log.root(size));
        assertThat(new ConsistencyProof(from, size, longer).proves(log.root(from), log.root(size)))
                .isFalse();
        List<byte[]> shorter = honest.path().subList(0, honest.path().size() - 1);
        assertThat(new ConsistencyProof(from, size, shorter).proves(log.root(from), log.root(size)))
                .isFalse();
    }

    @Test
    void everyTreeBeginsWithNothingAndWithItselfAndNothingElseIsProvedByAnEmptyProof() {
        Log log = Log.of(9);
        ConsistencyProof fromNothing = ConsistencyProof.of(0, 9, log.subtrees::get);
        assertThat(fromNothing.proves(MerkleTree.emptyRoot(), log.root(9))).isTrue();
        assertThat(fromNothing.proves(log.root(1), log.root(9))).isFalse();
        ConsistencyProof withItself = ConsistencyProof.of(9, 9, log.subtrees::get);
        assertThat(withItself.proves(log.root(9), log.root(9))).isTrue();
        assertThat(withItself.proves(log.root(8), log.root(9))).isFalse();
        for (int from = 1; from < 9; from++) {
            assertThat(new ConsistencyProof(from, 9, List.of()).proves(log.root(from), log.root(9)))
                    .isFalse();
        }
    }

    @Test
    void whatIsNoPlaceOrOrderIsRefused() {
        assertThatThrownBy(() -> InclusionProof.needs(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.needs(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.needs(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(-1, 3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** What a proof asks of a stored log grows with its height, not with its length. */
    @Property(tries = 200)
    void aProofNeedsFewSubtreesOfAnyLog(@ForAll @LongRange(min = 1) long size, @ForAll @LongRange(min = 0) long place) {
        int height = Long.SIZE - Long.numberOfLeadingZeros(size);
        assertThat(InclusionProof.needs(place % size, size)).hasSizeLessThanOrEqualTo(2 * height);
        assertThat(ConsistencyProof.needs(1 + place % size, size)).hasSizeLessThanOrEqualTo(2 * height);
    }

    @Property(tries = 100)
    void aTreeGoesOnFromItsEdge(@ForAll @IntRange(max = 200) int before, @ForAll @IntRange(max = 100) int after) {
        Log log = Log.of(before + after);
        MerkleTree first = new MerkleTree();
        log.entries.subList(0, before).forEach(first::append);
        MerkleTree second = MerkleTree.resume(first.size(), first.edge());
        log.entries.subList(before, before + after).forEach(second::append);
        assertThat(second.size()).isEqualTo(before + after);
        assertThat(second.root()).isEqualTo(log.root(before + after));
    }

    @Test
    void anEdgeOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> MerkleTree.resume(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.resume(-1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 50)
    void everyFullSubtreeIsToldOnce(@ForAll @IntRange(max = 300) int size) {
        Log log = Log.of(size);
        long expected =
                LongStream.iterate(size, left -> left > 0, left -> left / 2).sum();
        assertThat(log.told).isEqualTo(expected);
        assertThat(log.subtrees).hasSize((int) expected);
    }

    /** A log that remembers every full subtree. */
    private static final class Log {
        private final List<byte[]> entries;
        private final Map<Subtree, byte[]> subtrees = new HashMap<>();
        private int told;

        private Log(List<byte[]> entries) {
            this.entries = entries;
            MerkleTree tree = new MerkleTree();
            for (byte[] entry : entries) {
                tree.appendLeaf(MerkleTree.leafHash(entry), (subtree, hash) -> {
                    subtrees.put(subtree, hash);
                    told++;
                });
            }
        }

        static Log of(List<byte[]> entries) {
            return new Log(entries);
        }

        static Log of(int size) {
            return new Log(LongStream.range(0, size)
                    .mapToObj(i -> ("entry " + i).getBytes(UTF_8))
                    .toList());
        }

        Log forkedAt(int index) {
            List<byte[]> changed = new ArrayList<>(entries);
            changed.set(index, "another entry".getBytes(UTF_8));
            return new Log(changed);
        }

        byte[] leafHash(int index) {
            return MerkleTree.leafHash(entries.get(index));
        }

        byte[] root(int size) {
            return rootByDefinition(entries.subList(0, size));
        }
    }

    /** MTH of section 2.1.1. */
    private static byte[] rootByDefinition(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return MerkleTree.emptyRoot();
        }
        if (entries.size() == 1) {
            return MerkleTree.leafHash(entries.get(0));
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return MerkleTree.nodeHash(
                rootByDefinition(entries.subList(0, k)), rootByDefinition(entries.subList(k, entries.size())));
    }

    /** PATH of section 2.1.3.1. */
    private static List<byte[]> pathByDefinition(int m, List<byte[]> entries) {
        List<byte[]> path = new ArrayList<>();
        if (entries.size() > 1) {
            int k = Integer.highestOneBit(entries.size() - 1);
            List<byte[]> left = entries.subList(0, k);
            List<byte[]> right = entries.subList(k, entries.size());
            path.addAll(m < k ? pathByDefinition(m, left) : pathByDefinition(m - k, right));
            path.add(rootByDefinition(m < k ? right : left));
        }
        return path;
    }

    /** SUBPROOF of section 2.1.4.1. */
    private static List<byte[]> subproofByDefinition(int m, List<byte[]> entries, boolean isKnown) {
        List<byte[]> path = new ArrayList<>();
        if (m == entries.size()) {
            if (!isKnown) {
                path.add(rootByDefinition(entries));
            }
            return path;
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        List<byte[]> left = entries.subList(0, k);
        List<byte[]> right = entries.subList(k, entries.size());
        path.addAll(m <= k ? subproofByDefinition(m, left, isKnown) : subproofByDefinition(m - k, right, false));
        path.add(rootByDefinition(m <= k ? right : left));
        return path;
    }

    private static byte[] flipped(byte[] hash, int bit) {
        byte[] changed = hash.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return changed;
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(HexFormat.of()::formatHex).toList());
    }
}
