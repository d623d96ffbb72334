package org.dcep.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account that runs the servers. PostgreSQL refuses to run as root, so root hands it to {@code nobody}; everybody
 * else runs it as himself.
 */
final class ServerUser {
    private static final int NOBODY = 65534;
    private static final long OWN_UID = new UnixSystem().getUid();

    private ServerUser() {}

    static boolean isRoot() {
        return OWN_UID == 0;
    }

    static long ownUid() {
        return OWN_UID;
    }

    /** The command that runs {@code command} as the server's account. */
    static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        var prefixed = new ArrayList<>(prefix());
        prefixed.addAll(command);
        return prefixed;
    }

    private static List<String> prefix() {
        if (Tools.SETPRIV.isPresent()) {
            return List.of(Tools.SETPRIV.path(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
        }
        if (Tools.RUNUSER.isPresent()) {
            return List.of(Tools.RUNUSER.path(), "-u", "nobody", "--");
        }
        throw new PlatformException("PostgreSQL does not run as root, and neither setpriv nor runuser (util-linux) is"
                + " there to run it as another user. Install util-linux or start as an ordinary user.");
    }

    /** Gives a directory and all that is in it to the server's account. */
    static void own(Path directory) throws IOException {
        if (!isRoot()) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Whether the server's account can enter {@code directory}: root's home, for one, is closed to it. */
    static boolean canEnter(Path directory) {
        return !isRoot() || Tools.succeeds(unprivileged(List.of("test", "-x", directory.toString())));
    }
}
