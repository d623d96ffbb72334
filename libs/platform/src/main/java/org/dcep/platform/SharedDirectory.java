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

/**
 * A place for programs and data that the server's account can reach although the caller's home may be closed to it.
 *
 * <p>Root: {@code /var/lib/dcep}. Others: {@code ~/.cache/dcep}. Where that cannot be written, a directory of this
 * user's under the system's temporary directory. {@code -Ddcep.cache=DIR} overrides.
 */
final class SharedDirectory {
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
        return locate().resolve("data").resolve(sha256(wanted.toString()).substring(0, 16));
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
