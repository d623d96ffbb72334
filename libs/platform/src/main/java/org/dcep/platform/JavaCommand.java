package org.dcep.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further JVMs of the same Java as this one. */
public final class JavaCommand {
    /**
     * Keeps the second compiler from what a start runs some thousand times and then never again, a quarter of the
     * start's CPU time. What carries load reaches these counts, ten times the usual ones, within seconds.
     */
    public static final List<String> LATE_SECOND_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private JavaCommand() {}

    /** Runs a class of this JVM's own class path. */
    public static List<String> ofMain(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        var command = started(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** Runs a jar with a main class of its own. */
    public static List<String> ofJar(Path jar, List<String> jvmOptions) {
        var command = started(jvmOptions);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static List<String> started(List<String> jvmOptions) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        return command;
    }
}
