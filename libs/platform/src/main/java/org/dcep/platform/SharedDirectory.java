package org.dcep.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place for programs and data that the server's account can reach although the caller's home may be closed to it.
 *
 * <p>Root: {@code /var/lib/dcep}. Others: {@code ~/.cache/dcep}. Where that cannot be written, a directory of this
 * user's under the system's temporary directory. {@code -Ddcep.cache=DIR} overrides.
 */
final class SharedDirectory {
    private static final String LINK = ".link";
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private SharedDirectory() {}

    static Path locate() {
        for (Path candidate : candidates()) {
            if (isUsable(candidate)) {
                return candidate;
            }
        }
        throw new PlatformException("None of " + candidates() + " can be used to keep the PostgreSQL programs."
                + " Name a writable directory with -Ddcep.cache=DIR.");
    }

    private static List<Path> candidates() {
        String chosen = System.getProperty("dcep.cache");
        if (chosen != null) {
            return List.of(Path.of(chosen).toAbsolutePath());
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "dcep-" + ServerUser.ownUid());
        if (ServerUser.isRoot()) {
            return List.of(Path.of("/var/lib/dcep"), temporary);
        }
        return List.of(Path.of(System.getProperty("user.home"), ".cache", "dcep"), temporary);
    }

    /** Programs will be run from here, so nobody else may own or change it. */
    private static boolean isUsable(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            long owner = ((Number) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
            return owner == ServerUser.ownUid()
                    && permissions.stream().noneMatch(OTHERS_WRITE::contains)
                    && Files.isWritable(directory)
                    && ServerUser.canEnter(directory);
        } catch (IOException notHere) {
            return false;
        }
    }

    /** A directory for the data that belongs to {@code wanted}, always the same one. */
    static Path standInFor(Path wanted) {
        return standIns().resolve(sha256(wanted.toString()).substring(0, 16));
    }

    /** Makes room for a new stand-in and remembers where the link to it will be. */
    static Path newStandInFor(Path wanted) throws IOException {
        Files.createDirectories(standIns());
        deleteForgotten();
        Path standIn = standInFor(wanted);
        Trees.delete(standIn);
        Files.writeString(standIn.resolveSibling(standIn.getFileName() + LINK), wanted.toString());
        return standIn;
    }

    /** Deletes the stand-in that the link {@code wanted} points to, if it is one. */
    static void deleteStandInFor(Path wanted) throws IOException {
        Path standIn = standInFor(wanted);
        Trees.delete(standIn);
        Files.deleteIfExists(standIn.resolveSibling(standIn.getFileName() + LINK));
    }

    private static Path standIns() {
        return locate().resolve("data");
    }

    /**
     * Who deletes a temporary directory deletes the link in it, but not what it points to. Elsewhere a missing link
     * may be on a disk that is not there today, so what belongs to it stays.
     */
    private static void deleteForgotten() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        try (Stream<Path> found = Files.list(standIns())) {
            for (Path note :
                    found.filter(path -> path.toString().endsWith(LINK)).toList()) {
                Path link = Path.of(Files.readString(note));
                if (link.startsWith(temporary) && !Files.isSymbolicLink(link)) {
                    deleteStandInFor(link);
                }
            }
        }
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
