package org.dcep.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dcep.web.NdJson.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NdJsonTest {
    private static final int MAX_LINES = 3;

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("a", List.of("a")),
                Arguments.of("a\n", List.of("a")),
                Arguments.of("\n", List.of("")),
                Arguments.of("a\n\nb", List.of("a", "", "b")),
                Arguments.of("a\r\nb\n \n", List.of("a\r", "b", " ")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void splitsABodyAtItsLineFeeds(String body, List<String> expected) {
        byte[] bytes = body.getBytes(UTF_8);
        List<Line> lines = NdJson.lines(bytes, MAX_LINES);
        assertThat(lines)
                .extracting(line -> new String(bytes, line.offset(), line.length(), UTF_8))
                .isEqualTo(expected);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).number()).isEqualTo(i + 1);
        }
    }

    @Test
    void refusesALineTooManyWhetherItIsEndedOrNot() {
        for (String body : List.of("a\nb\nc\nd", "\n\n\n\n", "a\nb\nc\nd\ne\nf\n")) {
            assertThatThrownBy(() -> NdJson.lines(body.getBytes(UTF_8), MAX_LINES))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("400 MALFORMED_REQUEST");
        }
    }

    @Test
    void endsEveryDocumentWithALineFeed() {
        byte[][] documents =
                Stream.of("a", "", "b").map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
        assertThat(new String(NdJson.joined(documents), UTF_8)).isEqualTo("a\n\nb\n");
        assertThat(NdJson.joined(Arrays.copyOf(documents, 0))).isEmpty();
    }
}
