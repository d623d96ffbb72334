package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.SignedPayment;

/**
 * A directory with a person's wallets: one small JSON file each, the network's address, the operators' public keys, and
 * every order that was signed. Files are readable by their owner only, because they hold secrets.
 */
final class WalletHome {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";

    private final Path directory;

    WalletHome(Path directory) {
        this.directory = directory;
    }

    /**
     * A wallet as it is kept.
     *
     * @param secret the private key, base64url
     * @param walletId null until the wallet is opened, like {@code operatorId}
     */
    record Kept(String name, String algorithm, String publicKey, String secret, String walletId, String operatorId) {
        Kept opened(String newWalletId, String newOperatorId) {
            return new Kept(name, algorithm, publicKey, secret, newWalletId, newOperatorId);
        }

        SigningKey key() {
            return SigningKey.fromSecret(SignatureAlgorithm.named(algorithm).orElseThrow(), Base64Url.decode(secret));
        }

        String requireWalletId() {
            if (walletId == null) {
                throw new PlatformException("the wallet " + name + " is not opened yet; use dcep wallet open");
            }
            return walletId;
        }
    }

    /**
     * Keeps a new key.
     *
     * @throws PlatformException if there is a wallet of this name already
     */
    Kept add(String name, SignatureAlgorithm algorithm, SigningKey key) throws IOException {
        if (!name.matches(NAME)) {
            throw new PlatformException("a wallet's name has 1 to 32 small letters, digits and hyphens: " + name);
        }
        if (Files.exists(walletFile(name))) {
            throw new PlatformException("there is a wallet called " + name + " in " + directory + " already");
        }
        Kept kept = new Kept(
                name,
                algorithm.wireName(),
                Base64Url.encode(key.verifyingKey().raw()),
                Base64Url.encode(key.secret()),
                null,
                null);
        save(kept);
        return kept;
    }

    void save(Kept kept) throws IOException {
        write(walletFile(kept.name()), Json.pretty(kept));
    }

    Kept wallet(String name) throws IOException {
        Path file = walletFile(name);
        if (!name.matches(NAME) || !Files.exists(file)) {
            throw new PlatformException("there is no wallet called " + name + " in " + directory + "; there are: "
                    + String.join(", ", names()));
        }
        return Json.as(Kept.class, Json.tree(Files.readAllBytes(file)));
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        Path wallets = directory.resolve("wallets");
        if (Files.isDirectory(wallets)) {
            try (Stream<Path> files = Files.list(wallets)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".json"))
                        .sorted()
                        .forEach(file -> names.add(file.substring(0, file.length() - ".json".length())));
            }
        }
        return names.isEmpty() ? List.of("none") : names;
    }

    /**
     * Where the network is: what {@code file} says, which is remembered, or what was remembered.
     *
     * @throws PlatformException if neither is known
     */
    NetworkAddress network(Optional<Path> file) throws IOException {
        Path remembered = directory.resolve("network.json");
        if (file.isPresent()) {
            if (!Files.isReadable(file.get())) {
                throw new PlatformException("cannot read " + file.get());
            }
            NetworkAddress address = NetworkAddress.read(file.get());
            write(remembered, Json.pretty(address));
            return address;
        }
        if (!Files.exists(remembered)) {
            throw new PlatformException("no network is known yet; name the file with the line that"
                    + " 'dcep up --json' printed: --network FILE");
        }
        return NetworkAddress.read(remembered);
    }

    /** Keeps an order before it is sent, so that it can be sent again whatever happens. */
    void keepOrder(SignedPayment payment) throws IOException {
        write(directory.resolve("orders").resolve(payment.order().id() + ".json"), Json.pretty(payment));
    }

    /** Keeps a receipt and says where. */
    Path keepReceipt(UUID paymentId, Object receipt) throws IOException {
        Path file = directory.resolve("receipts").resolve(paymentId + ".json");
        write(file, Json.pretty(receipt));
        return file;
    }

    /** Keeps everybody's public keys, with which receipts are checked later without a network. */
    void keepKeys(Object keys) throws IOException {
        write(directory.resolve("keys.json"), Json.pretty(keys));
    }

    JsonNode keys() throws IOException {
        Path file = directory.resolve("keys.json");
        if (!Files.exists(file)) {
            throw new PlatformException("no public keys are kept in " + directory + "; name a file with --keys");
        }
        return Json.tree(Files.readAllBytes(file));
    }

    private Path walletFile(String name) {
        return directory.resolve("wallets").resolve(name + ".json");
    }

    /** Written beside and moved into place, so that a file is whole or not there; private from its first byte on. */
    private static void write(Path file, String text) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path parent = file.getParent();
        if (posix && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(parent);
        // A temporary file is made with the rights rw------- on systems that know rights.
        Path half = Files.createTempFile(parent, "half", ".tmp");
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
