package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerBodyTest {
    private final AnswerBody body = new AnswerBody();

    @Test
    void findsTheStatusOfEveryLineAndTheCodeOfThoseThatHaveOne() {
        append("{\"line\":1,\"paymentId\":\"x\",\"status\":201,\"state\":\"ACCEPTED\",\"gasFeeFen\":1}\n"
                + "{\"line\":2,\"paymentId\":\"y\",\"status\":409,\"state\":\"REFUSED\",\"code\":\"WALLET_FROZEN\"}\n"
                + "{\"line\":3,\"paymentId\":\"z\",\"status\":202,\"state\":\"PENDING\",\"gasFeeFen\":0}\n");

        assertThat(body.nextStatus()).isEqualTo(201);
        assertThat(body.nextCode()).isEqualTo("NO_CODE");
        assertThat(body.nextStatus()).isEqualTo(409);
        assertThat(body.nextCode()).isEqualTo("WALLET_FROZEN");
        assertThat(body.nextStatus()).isEqualTo(202);
        assertThat(body.nextStatus()).isEqualTo(-1);
    }

    @Test
    void findsWhatComesInPieces() {
        append("{\"outcomes\":[{\"line\":1,\"sta");
        append("tus\":20");
        append("1}]}");

        assertThat(body.nextStatus()).isEqualTo(201);
    }

    @Test
    void isNotMisledByTextInsideAString() {
        append("{\"line\":1,\"status\":409,\"detail\":\"say \\\"status\\\":201\",\"code\":\"SELF_PAYMENT\"}");

        assertThat(body.nextStatus()).isEqualTo(409);
        assertThat(body.nextStatus()).isEqualTo(-1);
    }

    @Test
    void findsTheCodeOfAProblemDocument() {
        append("{\"type\":\"/problems/x\",\"title\":\"t\",\"detail\":\"d\",\"code\":\"OUTCOME_UNKNOWN\"}");

        assertThat(body.nextCode()).isEqualTo("OUTCOME_UNKNOWN");
    }

    @Test
    void forgetsTheAnswerBefore() {
        append("{\"status\":201}".repeat(500));
        body.clear();
        append("{\"code\":\"A\"}");

        assertThat(body.nextStatus()).isEqualTo(-1);
        assertThat(body.nextCode()).isEqualTo("A");
    }

    private void append(String piece) {
        body.append(Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8));
    }
}
