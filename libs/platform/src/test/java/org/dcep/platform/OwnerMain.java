package org.dcep.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An owner with one child in a temporary run under the given directory; the tests end it in unfriendly ways. */
final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        RunDirectory run = RunDirectory.temporary(Path.of(arguments[0]));
        AtExit.close(run);
        Files.createDirectories(run.data("server"));
        var child = ChildProcess.start(ChildProcess.Launch.of("child", run.log("child"), List.of("sleep", "600")));
        run.register(child);
        Files.writeString(Path.of(arguments[1]), child.pid() + " " + run.path() + "\n");
        Thread.sleep(600_000);
    }
}
