package org.dcep.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.Test;

/**
 * The committed interface description is what the service serves. After a wanted change, refresh it with
 * {@code ./mvnw -pl issuer-service test -Dtest=OpenApiTest -Dopenapi.refresh=true} and review the difference.
 */
@QuarkusTest
@WithTestResource(DcepStack.class)
class OpenApiTest {
    private static final Path COMMITTED = Path.of("..", "docs", "reference", "openapi", "issuer.yaml");

    @Test
    void servesTheCommittedDocument() throws IOException {
        String served =
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("openapi.refresh")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertThat(served).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void isOpenApi31() {
        assertThat(RestAssured.get("/q/openapi").asString()).startsWith("---\nopenapi: 3.1.");
    }
}
