package org.dcep.simulator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcep.crypto.MerkleTree;

class InclusionPathTest {
    @Property
    void leadsFromEveryLeafToTheRootAndFromNoOther(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int leaf) {
        int index = leaf % size;
        List<byte[]> leaves = leaves(size);
        byte[] root = root(size);
        InclusionPath path = new InclusionPath(index, size, path(leaves, index));
        for (int other = 0; other < size; other++) {
            assertThat(path.leads(leaves.get(other), root)).isEqualTo(other == index);
        }
    }

    @Property
    void leadsNowhereWithAHashTooManyOrTooFewOrChanged(
            @ForAll @IntRange(min = 2, max = 70) int size, @ForAll @IntRange(max = 69) int leaf) {
        int index = leaf % size;
        List<byte[]> leaves = leaves(size);
        byte[] root = root(size);
        List<byte[]> hashes = path(leaves, index);
        List<byte[]> longer = new ArrayList<>(hashes);
        longer.add(new byte[MerkleTree.HASH_BYTES]);
        List<byte[]> changed = new ArrayList<>(hashes);
        changed.set(0, new byte[MerkleTree.HASH_BYTES]);
        for (List<byte[]> wrong : List.of(longer, hashes.subList(1, hashes.size()), changed)) {
            assertThat(new InclusionPath(index, size, wrong).leads(leaves.get(index), root))
                    .isFalse();
        }
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) i}))
                .toList();
    }

    private static byte[] root(int size) {
        MerkleTree tree = new MerkleTree();
        IntStream.range(0, size).forEach(i -> tree.append(new byte[] {(byte) i}));
        return tree.root();
    }

    /** As RFC 9162 section 2.1.3.1 defines it: the path below the larger power of two, and the other side's hash. */
    private static List<byte[]> path(List<byte[]> leaves, int index) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = index < split ? path(left, index) : path(right, index - split);
        path.add(hash(index < split ? right : left));
        return path;
    }

    private static byte[] hash(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.nodeHash(hash(leaves.subList(0, split)), hash(leaves.subList(split, leaves.size())));
    }
}
