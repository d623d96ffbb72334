package org.dcep.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.dcep.simulator.client.Json;
import org.junit.jupiter.api.Test;

class GasQuoteTest {
    @Test
    void partsOfAFenAddUpBeforeTheyAreRoundedUp() {
        GasQuote quote = quote("{\"rule\":\"SCHEDULE\",\"microFenPerUnit\":45}");
        assertThat(quote.feeFen(1)).isEqualTo(1);
        assertThat(quote.feeFen(18)).isEqualTo(18);
        assertThat(quote.feeFen(19)).isEqualTo(18);
        assertThat(quote.feeFen(0)).isZero();
    }

    @Test
    void zeroAndFixedAreExact() {
        assertThat(quote("{\"rule\":\"ZERO\"}").feeFen(5)).isZero();
        assertThat(quote("{\"rule\":\"FIXED\",\"feeFen\":3}").feeFen(5)).isEqualTo(15);
    }

    @Test
    void boundsWhatDependsOnMoreThanTheCount() {
        GasQuote quote = quote("{\"rule\":\"TIERED\"}");
        assertThat(quote.isExact()).isFalse();
        assertThat(quote.feeFen(2)).isEqualTo(2_000);
    }

    private static GasQuote quote(String price) {
        String document = "{\"version\":1,\"policy\":{\"price\":%s,\"units\":{\"TRANSFER\":21000}}}".formatted(price);
        return GasQuote.of(Json.tree(document.getBytes(StandardCharsets.UTF_8)));
    }
}
