package org.dcep.iso20022.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code -Ddcep.schemas.write=true} the schemas are written instead of compared. */
class SchemasTest {
    @ParameterizedTest
    @EnumSource
    void theSchemaUnderTestIsTheOneOfTheOtherModel(Definition definition) throws Exception {
        String derived = DerivedSchema.of(definition);
        if (Boolean.getBoolean("dcep.schemas.write")) {
            Files.createDirectories(definition.schema().getParent());
            Files.writeString(definition.schema(), derived);
        }
        assertThat(definition.schema()).content().isEqualTo(derived);
    }
}
