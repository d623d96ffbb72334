package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    }

    @Test
    void endsWithTwoIfAFileCannotBeUsed(@TempDir Path directory) throws IOException {
        Path receipt = Files.writeString(directory.resolve("receipt.json"), Json.pretty(documents.complete()));
        Path publicKeys = Files.writeString(directory.resolve("keys.json"), Json.pretty(documents.keys()));
        Path text = Files.writeString(directory.resolve("text"), "no JSON");
        Path empty = Files.writeString(directory.resolve("empty"), "");
        for (Path unusable : List.of(text, empty, directory, directory.resolve("nowhere"))) {
            assertThat(verify(unusable, publicKeys)).as(unusable.toString()).isEqualTo(2);
            assertThat(verify(receipt, unusable)).as(unusable.toString()).isEqualTo(2);
        }
    }

    private static int verify(Path receipt, Path keys) {
        return new CommandLine(new VerifyCommand()).execute(receipt.toString(), "--keys", keys.toString());
    }
}
