package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.receipt.ReceiptDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private final ReceiptDocuments documents = new ReceiptDocuments();

    @Test
    void endsWithOneIfAnythingDoesNotHold(@TempDir Path directory) throws IOException {
        Path receipt = Files.writeString(directory.resolve("receipt.json"), Json.pretty(documents.complete()));
        Path publicKeys = Files.writeString(directory.resolve("keys.json"), Json.pretty(documents.keys()));
        assertThat(verify(receipt, publicKeys)).isZero();
        ObjectNode changed = documents.complete();
        changed.withObject("/receipt/leaf").put("cycleId", 8);
        Files.writeString(receipt, Json.pretty(changed));
        assertThat(verify(receipt, publicKeys)).isEqualTo(1);
        Files.writeString(receipt, "no JSON");
        assertThat(verify(receipt, publicKeys)).isEqualTo(1);
        assertThat(verify(directory, publicKeys)).isEqualTo(1);
    }

    private static int verify(Path receipt, Path keys) {
        return new CommandLine(new VerifyCommand()).execute(receipt.toString(), "--keys", keys.toString());
    }
}
