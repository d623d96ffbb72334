package org.dcep.simulator.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.KeyDerivation;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;

/**
 * All secrets of a sandbox. They come from one root, which a seed determines or chance; the root lies in the run's
 * directory, so that a kept sandbox has the same keys again. The keys that sign access tokens are always random.
 */
final class SandboxSecrets {
    private static final String CLIENTS = "clients.json";

    private final byte[] root;
    private final Path directory;

    private SandboxSecrets(byte[] root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    static SandboxSecrets openOrMake(Path directory, OptionalLong seed) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("root");
            if (!Files.exists(file)) {
                writeSecret(file, HexFormat.of().formatHex(newRoot(seed)));
            }
            if (!Files.exists(directory.resolve("token-public.pem"))) {
                makeTokenKeys(directory);
            }
            byte[] root = HexFormat.of().parseHex(Files.readString(file).strip());
            if (seed.isPresent() && !MessageDigest.isEqual(root, newRoot(seed))) {
                throw new PlatformException(directory.getParent() + " was made with another seed; leave --seed away.");
            }
            return new SandboxSecrets(root, directory);
        } catch (IOException | GeneralSecurityException failure) {
            throw new PlatformException("Could not keep keys in " + directory + ": " + failure.getMessage(), failure);
        }
    }

    private static byte[] newRoot(OptionalLong seed) {
        byte[] bytes = new byte[KeyDerivation.DERIVED_BYTES];
        if (seed.isPresent()) {
            ByteBuffer.wrap(bytes).putLong(bytes.length - Long.BYTES, seed.getAsLong());
            return KeyDerivation.derive(bytes, "sandbox");
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void makeTokenKeys(Path directory) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        writeSecret(
                directory.resolve("token-private.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        // Written last: its presence says that both are complete.
        Files.writeString(
                directory.resolve("token-public.pem"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static void writeSecret(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Clients that were made in an earlier run on the same data. */
    List<NetworkAddress.Client> rememberedClients() {
        Path file = directory.resolve(CLIENTS);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(Json.as(NetworkAddress.Client[].class, Json.tree(Files.readAllBytes(file))));
        } catch (IOException failure) {
            throw new PlatformException("Could not read " + file + ": " + failure.getMessage(), failure);
        }
    }

    void remember(List<NetworkAddress.Client> clients) {
        try {
            writeSecret(directory.resolve(CLIENTS), Json.pretty(clients));
        } catch (IOException failure) {
            throw new PlatformException(
                    "Could not keep clients in " + directory + ": " + failure.getMessage(), failure);
        }
    }

    /** The secret of the central bank's SM2 key, in hexadecimal. */
    String issuerSecret() {
        return hex("central-bank-key");
    }

    /** What the operators' receipt keys are derived from, in hexadecimal. */
    String receiptSecret() {
        return hex("receipt-keys");
    }

    /** The secret of settlement's SM2 key for the heads of logs, in hexadecimal. */
    String notarySecret() {
        return hex("notary-key");
    }

    /** The key that heads of logs are verified with. */
    VerifyingKey notaryKey() {
        byte[] secret = HexFormat.of().parseHex(notarySecret());
        return SigningKey.fromSecret(SignatureAlgorithm.SM2, secret).verifyingKey();
    }

    /** The key that coins and policies are verified with. */
    VerifyingKey centralBankKey() {
        byte[] secret = HexFormat.of().parseHex(issuerSecret());
        return SigningKey.fromSecret(SignatureAlgorithm.SM2, secret).verifyingKey();
    }

    String clientSecret(String client) {
        return Base64Url.encode(KeyDerivation.derive(root, "client/" + client));
    }

    String databasePassword(Service service) {
        return Base64Url.encode(KeyDerivation.derive(root, "database/" + service.lowerCaseName()));
    }

    Path tokenPrivateKey() {
        return directory.resolve("token-private.pem");
    }

    Path tokenPublicKey() {
        return directory.resolve("token-public.pem");
    }

    private String hex(String purpose) {
        return HexFormat.of().formatHex(KeyDerivation.derive(root, purpose));
    }
}
