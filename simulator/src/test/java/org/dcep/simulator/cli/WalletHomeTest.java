package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.cli.WalletHome.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalletHomeTest {
    private final SigningKey key = SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "test");

    @TempDir
    Path directory;

    @Test
    void aKeyComesBackAsItWasKept() throws IOException {
        WalletHome home = new WalletHome(directory.resolve("home"));
        home.add("alice", SignatureAlgorithm.SM2, key);
        Kept kept = home.wallet("alice");
        assertThat(kept.key().sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
        assertThatThrownBy(kept::requireWalletId).hasMessageContaining("not opened yet");
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws IOException {
        WalletHome home = new WalletHome(directory.resolve("home"));
        home.save(home.add("alice", SignatureAlgorithm.SM2, key).opened("0010000000000002", "bank-a"));
        Path file = directory.resolve("home/wallets/alice.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        WalletHome home = new WalletHome(directory.resolve("home"));
        home.add("alice", SignatureAlgorithm.SM2, key);
        assertThatThrownBy(() -> home.wallet("bob"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no wallet called bob")
                .hasMessageContaining("alice");
        assertThatThrownBy(() -> home.add("alice", SignatureAlgorithm.SM2, key)).hasMessageContaining("already");
        assertThatThrownBy(() -> home.add("../x", SignatureAlgorithm.SM2, key)).hasMessageContaining("small letters");
        assertThatThrownBy(() -> home.network(Optional.empty())).hasMessageContaining("--network FILE");
    }
}
