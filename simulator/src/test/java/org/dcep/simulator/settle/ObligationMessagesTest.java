package org.dcep.simulator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcep.iso20022.InstitutionCreditTransfer;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.iso20022.InstitutionCreditTransferXml;
import org.dcep.iso20022.MessageHeader;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObligationMessagesTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @TempDir
    private Path directory;

    private static Obligation obligation(String id, String debtor, String creditor, long fen, String notBefore) {
        return new Obligation(
                id,
                OperatorId.of(debtor),
                OperatorId.of(creditor),
                Money.fen(fen),
                notBefore.isEmpty() ? Priority.NORMAL : Priority.HIGH,
                Optional.of(notBefore).filter(text -> !text.isEmpty()).map(LocalTime::parse));
    }

    private static String message(String id, LocalDate date, Obligation... obligations) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InstitutionCreditTransferXml.write(
                new InstitutionCreditTransfer(
                        new MessageHeader(id, Instant.parse("2026-11-23T01:00:00Z")),
                        "sandbox",
                        date,
                        List.of(obligations)),
                out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(String name, String document) throws IOException {
        Files.writeString(directory.resolve(name), document);
    }

    private static List<String> told(Obligations obligations) {
        return IntStream.range(0, obligations.size())
                .mapToObj(i -> obligations.line(i) + " day " + obligations.day(i) + " " + obligations.millisOfDay(i)
                        + " " + obligations.payer(i) + ">" + obligations.payee(i) + " " + obligations.fen(i) + " "
                        + obligations.obligation(i).priority())
                .toList();
    }

    @Test
    void aDocumentIsReadInTheOrderOfItsTimes() throws Exception {
        write(
                "one.xml",
                message("m1", MONDAY, obligation("o1", "a", "b", 250, "09:30:00"), obligation("o2", "b", "c", 7, "")));
        ObligationFile file = ObligationFile.read(directory.resolve("one.xml"), 1);
        assertThat(told(file.obligations())).containsExactly("2 day 1 0 b>c 7 NORMAL", "1 day 1 34200000 a>b 250 HIGH");
        assertThat(file.withoutValue()).isZero();
    }

    @Test
    void theDocumentsOfADirectoryAreReadInTheOrderOfTheirNamesAndCountDaysFromTheFirstDate() throws Exception {
        write("b.xml", message("m1", MONDAY, obligation("o1", "a", "b", 1, "")));
        write("a.XML", message("m2", MONDAY.plusDays(2), obligation("o1", "b", "a", 2, "")));
        write("notes.txt", "not a message");
        assertThat(told(ObligationFile.read(directory, 1).obligations()))
                .containsExactly("2 day 1 0 a>b 1 NORMAL", "1 day 3 0 b>a 2 NORMAL");
    }

    @Test
    void aDocumentThatCannotBeUsedIsNamedWithThePlace() throws Exception {
        write("good.xml", message("m1", MONDAY, obligation("o1", "a", "b", 1, "")));
        write(
                "wrong.xml",
                message("m2", MONDAY, obligation("o1", "a", "b", 2, "")).replaceFirst(">0.02<", ">0.03<"));
        assertThatThrownBy(() -> ObligationFile.read(directory, 1))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("wrong.xml")
                .hasMessageContaining("/Document");
    }

    @Test
    void aMessageCountsOnce() throws Exception {
        write("a.xml", message("m1", MONDAY, obligation("o1", "a", "b", 1, "")));
        write("b.xml", message("m1", MONDAY, obligation("o1", "a", "b", 1, "")));
        assertThatThrownBy(() -> ObligationFile.read(directory, 1))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("a message counts once");
    }

    @Test
    void datesTooFarApartAreRefused() throws Exception {
        write("a.xml", message("m1", MONDAY, obligation("o1", "a", "b", 1, "")));
        write("b.xml", message("m2", MONDAY.plusDays(366), obligation("o1", "a", "b", 1, "")));
        assertThatThrownBy(() -> ObligationFile.read(directory, 1))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("366 days");
    }

    @Test
    void theAmountsOfADayHaveABoundOverAllDocuments() throws Exception {
        write("a.xml", message("m1", MONDAY, obligation("o1", "a", "b", Money.MAX_FEN, "")));
        write("b.xml", message("m2", MONDAY, obligation("o1", "a", "b", 1, "")));
        assertThatThrownBy(() -> ObligationFile.read(directory, 1))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("b.xml")
                .hasMessageContaining("add up to more than");
    }

    @Test
    void aDirectoryWithoutDocumentsIsRefused() {
        assertThatThrownBy(() -> ObligationFile.read(directory, 1))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining(".xml");
    }
}
