package org.dcep.simulator.cli;

import org.dcep.platform.AtExit;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.NoDefiniteAnswer;
import org.dcep.simulator.client.UnexpectedAnswer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that the launcher script runs. */
@Command(
        name = "dcep",
        description = "A two-tier central bank digital currency on this machine.",
        subcommands = {
            RunCommand.class,
            UpCommand.class,
            BenchCommand.class,
            SettleCommand.class,
            WalletCommand.class,
            VerifyCommand.class,
            AuditCommand.class,
            ExplainCommand.class,
            CorridorCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "dcep 0.1.0",
        sortOptions = false)
public final class Dcep {
    /** Ends with 0 for success, 1 for a failure, 2 for a wrong command line or file. */
    public static void main(String[] arguments) {
        int exit = new CommandLine(new Dcep())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Dcep::report)
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        System.exit(exit);
    }

    /** A message for the person at the keyboard where the failure is of a known kind, everything otherwise. */
    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (AtExit.underWay()) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (isForPeople(failure)) {
            command.getErr().println("dcep: " + failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UnusableFile ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isForPeople(Exception failure) {
        return failure instanceof PlatformException
                || failure instanceof UnusableFile
                || failure instanceof UnexpectedAnswer
                || failure instanceof NoDefiniteAnswer
                || failure instanceof IllegalArgumentException;
    }
}
