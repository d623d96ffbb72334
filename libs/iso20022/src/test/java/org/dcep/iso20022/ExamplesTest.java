package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples that the documents show. With {@code -Ddcep.examples.write=true} they are written anew. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src", "test", "resources", "org", "dcep", "iso20022", "examples");

    @ParameterizedTest
    @EnumSource
    void theExampleIsWhatIsWritten(MessageType type) throws Exception {
        Path example = EXAMPLES.resolve(type.id() + ".xml");
        if (Boolean.getBoolean("dcep.examples.write")) {
            Files.createDirectories(EXAMPLES);
            Files.write(example, Samples.written(type));
        }
        assertThat(example).content().isEqualTo(Samples.text(type));
    }

    @ParameterizedTest
    @EnumSource
    void theExampleIsValid(MessageType type) throws Exception {
        assertThat(Schemas.errors(type, Files.readAllBytes(EXAMPLES.resolve(type.id() + ".xml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWithoutItsHeaderIsNotValid(MessageType type) {
        String broken = Samples.text(type).replaceAll("(?s)<(GrpHdr|MsgHdr)>.*</\\1>", "");
        assertThat(Schemas.errors(type, broken)).anyMatch(error -> error.contains("Hdr"));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWithAnEndlessIdIsNotValid(MessageType type) {
        String broken = Samples.text(type).replaceFirst("<MsgId>", "<MsgId>" + "x".repeat(35));
        assertThat(Schemas.errors(type, broken)).anyMatch(error -> error.contains("Max35Text"));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageOfAnotherVersionIsNotValid(MessageType type) {
        String broken = Samples.text(type).replace(type.id(), type.id() + "9");
        assertThat(Schemas.errors(type, broken)).isNotEmpty();
    }
}
