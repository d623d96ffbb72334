package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
    /** The entries and roots that the implementations of Certificate Transparency (RFC 6962, RFC 9162) test with. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasTheRootsOfTheKnownTree(int size, String root) {
        MerkleTree tree = new MerkleTree();
        ENTRIES.subList(0, size).forEach(entry -> tree.append(HexFormat.of().parseHex(entry)));
        assertThat(tree.size()).isEqualTo(size);
        assertThat(tree.root()).isEqualTo(HexFormat.of().parseHex(root));
    }

    @Property(tries = 200)
    void isTheTreeOfTheDefinition(@ForAll @Size(max = 70) List<byte[]> entries) {
        MerkleTree tree = new MerkleTree();
        entries.forEach(tree::append);
        assertThat(tree.root()).isEqualTo(byDefinition(entries));
    }

    @Test
    void goesOnAfterItWasAskedForItsRoot() {
        MerkleTree asked = new MerkleTree();
        MerkleTree notAsked = new MerkleTree();
        for (int i = 0; i < 20; i++) {
            byte[] entry = {(byte) i};
            asked.append(entry);
            asked.root()[0] ^= 1;
            notAsked.append(entry);
        }
        assertThat(asked.root()).isEqualTo(notAsked.root());
    }

    @Test
    void anInnerNodeIsNoEntry() {
        byte[] left = MerkleTree.leafHash("left".getBytes(UTF_8));
        byte[] right = MerkleTree.leafHash("right".getBytes(UTF_8));
        byte[] joined = org.bouncycastle.util.Arrays.concatenate(left, right);
        assertThat(MerkleTree.leafHash(joined)).isNotEqualTo(MerkleTree.nodeHash(left, right));
    }

    /** RFC 9162 section 2.1.1, word by word: split at the largest power of two below the number of entries. */
    private static byte[] byDefinition(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return new MerkleTree().root();
        }
        if (entries.size() == 1) {
            return MerkleTree.leafHash(entries.get(0));
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return MerkleTree.nodeHash(
                byDefinition(entries.subList(0, k)), byDefinition(entries.subList(k, entries.size())));
    }
}
