package org.dcep.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once per machine and user from the archive on the class path. */
final class PostgresPrograms {
    private static final String DONE = ".complete";

    private PostgresPrograms() {}

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path locate() {
        String archive = archiveName();
        try {
            byte[] content = read(archive);
            String version = SharedDirectory.sha256(archive + content.length).substring(0, 12);
            Path shared = SharedDirectory.locate();
            Path home = shared.resolve("postgres-" + version);
            if (!Files.exists(home.resolve(DONE))) {
                unpackAlone(content, shared, home);
            }
            checkRuns(home);
            return home;
        } catch (IOException failure) {
            throw new PlatformException("Could not unpack PostgreSQL: " + failure.getMessage(), failure);
        }
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        if (system.contains("linux") && (arm || machine.equals("amd64") || machine.equals("x86_64"))) {
            return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
        }
        if (system.contains("mac") && arm) {
            return "postgres-darwin-arm_64.txz";
        }
        throw new PlatformException("No PostgreSQL programs for " + system + " on " + machine
                + ": use Linux (x86-64 or arm64) or macOS (arm64).");
    }

    private static byte[] read(String archive) throws IOException {
        try (InputStream stream = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
            if (stream == null) {
                throw new PlatformException("The PostgreSQL archive " + archive + " is not on the class path.");
            }
            return stream.readAllBytes();
        }
    }

    /** Several test processes may get here at once: one unpacks, the others wait for it. */
    private static void unpackAlone(byte[] archive, Path shared, Path home) throws IOException {
        Path lockFile = shared.resolve("unpack.lock");
        synchronized (PostgresPrograms.class) {
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(home.resolve(DONE))) {
                    Path fresh = shared.resolve(home.getFileName() + ".unpacking");
                    Trees.delete(fresh);
                    Trees.delete(home);
                    unpack(archive, fresh);
                    Files.createFile(fresh.resolve(DONE));
                    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("Archive entry leaves its directory: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? path : path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0111) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
        openToAll(target);
    }

    /** Directories get their rights from the caller's umask, which may be closed to the server's account. */
    private static void openToAll(Path target) throws IOException {
        try (var paths = Files.walk(target)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void checkRuns(Path home) {
        String server = home.resolve("bin/postgres").toString();
        if (!Tools.succeeds(ServerUser.unprivileged(List.of(server, "--version")))) {
            throw new PlatformException("PostgreSQL does not run from " + home + ". It needs glibc (not musl) and a"
                    + " file system that is not mounted noexec; choose another place with -Ddcep.cache=DIR.");
        }
    }
}
