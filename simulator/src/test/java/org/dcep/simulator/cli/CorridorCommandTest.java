package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before a network is asked. */
class CorridorCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "--currency=CNY, --currency",
        "--currency=hkd, --currency",
        "--pay=0, --pay",
        "--pay=1.5, --pay",
        "--buy=99, --buy",
        "--usages=1001, --usages",
        "--usages=-1, --usages"
    })
    void aWrongOptionIsNamedAndEndsWithTwo(String option, String named) throws IOException {
        Path network = Files.writeString(directory.resolve("network.json"), "{}");
        StringWriter errors = new StringWriter();
        int exit = new CommandLine(new CorridorCommand())
                .setErr(new PrintWriter(errors))
                .execute("--network", network.toString(), option);
        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString()).contains(named);
    }

    @Test
    void aNetworkFileThatIsNotThereEndsWithTwo() {
        StringWriter errors = new StringWriter();
        Path nowhere = directory.resolve("nowhere.json");
        int exit = new CommandLine(new CorridorCommand())
                .setErr(new PrintWriter(errors))
                .execute("--network", nowhere.toString());
        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString()).contains("cannot read the file " + nowhere);
    }
}
