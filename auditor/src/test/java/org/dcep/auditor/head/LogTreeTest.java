package org.dcep.auditor.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcep.crypto.MerkleTree;
import org.junit.jupiter.api.Test;

class LogTreeTest {
    /** The entries that implementations of Certificate Transparency test with. */
    private static final String[] ENTRIES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        LogTree tree = new LogTree();
        assertThat(tree.root()).isEqualTo(ROOTS[0]);
        for (int i = 0; i < ENTRIES.length; i++) {
            tree.append(LogTree.leafHash(HexFormat.of().parseHex(ENTRIES[i])));
            assertThat(tree.root()).isEqualTo(ROOTS[i + 1]);
            assertThat(tree.size()).isEqualTo(i + 1);
        }
    }

    /** The notary's tree is other code. */
    @Property(tries = 100)
    void rootsAreThoseOfTheNotarysTree(@ForAll @IntRange(min = 1, max = 300) int size) {
        LogTree tree = new LogTree();
        MerkleTree theirs = new MerkleTree();
        for (int i = 0; i < size; i++) {
            byte[] entry = {(byte) i, (byte) (i >> 8)};
            tree.append(LogTree.leafHash(entry));
            theirs.append(entry);
        }
        assertThat(tree.root()).isEqualTo(HexFormat.of().formatHex(theirs.root()));
    }

    @Property(tries = 100)
    void goesOnWhereItWasStored(
            @ForAll @IntRange(min = 0, max = 70) int before, @ForAll @IntRange(min = 0, max = 70) int after) {
        LogTree whole = new LogTree();
        LogTree first = new LogTree();
        for (int i = 0; i < before; i++) {
            whole.append(LogTree.leafHash(new byte[] {(byte) i}));
            first.append(LogTree.leafHash(new byte[] {(byte) i}));
        }
        LogTree second = new LogTree(first.size(), first.subtrees());
        for (int i = 0; i < after; i++) {
            whole.append(LogTree.leafHash(new byte[] {(byte) i}));
            second.append(LogTree.leafHash(new byte[] {(byte) i}));
        }
        assertThat(second.root()).isEqualTo(whole.root());
    }

    @Test
    void subtreesThatDoNotFitTheSizeAreRefused() {
        assertThatThrownBy(() -> new LogTree(3, List.of(ROOTS[1]))).isInstanceOf(IllegalArgumentException.class);
    }
}
