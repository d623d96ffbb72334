package org.dcep.auditor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentLinesTest {
    private static final PaymentCommitted PAYMENT = new PaymentCommitted(
            UUID.fromString("0193e9a0-0000-7000-8000-000000000007"),
            "icbc",
            3,
            "boc",
            "0010007000000003",
            "0020007000000011",
            1250,
            21_000,
            1,
            1,
            Instant.parse("2026-11-25T09:30:00.120Z"));

    @Provide
    Arbitrary<PaymentCommitted> payments() {
        Arbitrary<UUID> ids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange(' ', '\u017f')
                .withChars('"', '\\', '\n')
                .ofMaxLength(12);
        Arbitrary<Long> amounts = Arbitraries.longs().between(-1, Long.MAX_VALUE);
        Arbitrary<Instant> times = Combinators.combine(
                        Arbitraries.longs().between(-70_000_000_000L, 260_000_000_000L),
                        Arbitraries.longs().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        return Combinators.combine(ids, texts, texts, amounts, amounts, times)
                .as((id, bank, wallet, some, more, at) ->
                        new PaymentCommitted(id, bank, some, wallet, wallet, bank, more, some, more, 7, at));
    }

    /** Whatever is written, both readers read the same. */
    @Property
    void readsWhatTheContractReads(
            @ForAll @Size(min = 1, max = 5) List<@net.jqwik.api.From("payments") PaymentCommitted> payments)
            throws IOException {
        byte[] record = payments.stream()
                .map(EventJson::write)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(PaymentLines.read(record)).isEqualTo(EventJson.readAll(Topic.PAYMENT_COMMITTED, record));
        assertThat(PaymentLines.read(record)).isEqualTo(payments);
    }

    /** One letter replaced, added or left out: both read the same, or both refuse. */
    @Property
    void refusesWhatTheContractRefuses(
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 320) int where,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 2) int how,
            @ForAll @net.jqwik.api.constraints.Chars({'0', '9', '"', ',', '}', 'z', 'Z', ' ', '-', '\n'}) char letter) {
        StringBuilder text = new StringBuilder(EventJson.write(PAYMENT));
        int place = where % text.length();
        switch (how) {
            case 0 -> text.setCharAt(place, letter);
            case 1 -> text.insert(place, letter);
            default -> text.deleteCharAt(place);
        }
        byte[] record = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(outcome(() -> PaymentLines.read(record)))
                .isEqualTo(outcome(() -> EventJson.readAll(Topic.PAYMENT_COMMITTED, record)));
    }

    /** Reads or refuses. */
    @FunctionalInterface
    private interface Reading {
        List<?> read() throws IOException;
    }

    private static Object outcome(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            return "refused";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T09:30:00Z",
        "2026-11-25T09:30:00.1Z",
        "2026-02-29T09:30:00.123456789Z",
        "2024-02-29T23:59:59.123456789Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T09:30:60Z",
        "2026-11-25T09:60:00Z",
        "2026-13-25T09:30:00Z",
        "2026-11-25T09:30:00.1234567890Z",
        "2026-11-25T09:30:00.Z",
        "2026-11-25T09:30:00+01:00",
        "1600000000"
    })
    void timesAreThoseOfTheContract(String time) {
        byte[] record = EventJson.write(PAYMENT)
                .replace("2026-11-25T09:30:00.120Z", time)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(outcome(() -> PaymentLines.read(record)))
                .isEqualTo(outcome(() -> EventJson.readAll(Topic.PAYMENT_COMMITTED, record)));
    }

    @Test
    void anEmptyRecordIsNoEvent() {
        assertThatThrownBy(() -> PaymentLines.read(new byte[0])).isInstanceOf(IOException.class);
    }
}
