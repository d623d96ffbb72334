package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransferXml.Head;
import org.dcep.iso20022.MessageReading.Readable;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final ReadingLimits LIMITS = ReadingLimits.REQUEST;

    @Property(tries = 500)
    void aCustomerTransferIsReadAsItWasWritten(@ForAll("customerTransfers") CustomerCreditTransfer message) {
        byte[] written = Samples.bytes(out -> CustomerCreditTransferXml.write(message, out));
        assertThat(CustomerCreditTransferXml.read(new ByteArrayInputStream(written), LIMITS))
                .isEqualTo(new Readable<>(message));
    }

    @Property(tries = 500)
    void obligationsAreReadAsTheyWereWritten(@ForAll("obligations") InstitutionCreditTransfer message) {
        byte[] written = Samples.bytes(out -> InstitutionCreditTransferXml.write(message, out));
        assertThat(InstitutionCreditTransferXml.read(new ByteArrayInputStream(written), LIMITS))
                .isEqualTo(new Readable<>(message));
    }

    @Property(tries = 200)
    void anyCustomerTransferIsValid(@ForAll("customerTransfers") CustomerCreditTransfer message) {
        assertThat(Schemas.errors(
                        MessageType.PACS_008, Samples.bytes(out -> CustomerCreditTransferXml.write(message, out))))
                .isEmpty();
    }

    @Property(tries = 200)
    void anyObligationsAreValid(@ForAll("obligations") InstitutionCreditTransfer message) {
        assertThat(Schemas.errors(
                        MessageType.PACS_009, Samples.bytes(out -> InstitutionCreditTransferXml.write(message, out))))
                .isEmpty();
    }

    @Property(tries = 200)
    void anyStatementIsValid(@ForAll("statements") AccountStatement message) {
        assertThat(Schemas.errors(MessageType.CAMT_053, Samples.bytes(out -> AccountStatementXml.write(message, out))))
                .isEmpty();
    }

    /** What others write has another layout, a hint of a schema, comments and other prefixes. */
    @Test
    void theLayoutDoesNotMatter() {
        String other = "\ufeff"
                + Samples.text(MessageType.PACS_009)
                        .replaceAll(">\\s+<", "><")
                        .replace(
                                "<Document xmlns=",
                                "<!-- made elsewhere --><d:Document"
                                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                        + " xsi:schemaLocation=\"urn:iso:std:iso:20022:tech:xsd:pacs.009.001.08 x.xsd\" xmlns:d=")
                        .replaceAll("<(/?)([A-Z][A-Za-z]+)", "<$1d:$2")
                        .replace("<d:Document", "<d:Document")
                        .replace("</d:MsgId>", "<!-- inside --></d:MsgId>")
                        .replace(">bank-c<", "><![CDATA[bank-c]]><");
        assertThat(InstitutionCreditTransferXml.read(stream(other), LIMITS))
                .isEqualTo(new Readable<>(Samples.obligations()));
    }

    @Test
    void streamingGivesTheSameObligationsAndTheHead() {
        List<Obligation> given = new ArrayList<>();
        MessageReading<Head> reading =
                InstitutionCreditTransferXml.stream(stream(Samples.text(MessageType.PACS_009)), LIMITS, given::add);
        InstitutionCreditTransfer sample = Samples.obligations();
        assertThat(reading)
                .isEqualTo(new Readable<>(new Head(
                        sample.header(), sample.network(), sample.settlementDate(), given.size(), sample.total())));
        assertThat(given).isEqualTo(sample.obligations());
    }

    @Provide
    Arbitrary<CustomerCreditTransfer> customerTransfers() {
        return Messages.customerTransfers();
    }

    @Provide
    Arbitrary<InstitutionCreditTransfer> obligations() {
        return Messages.obligations();
    }

    @Provide
    Arbitrary<AccountStatement> statements() {
        return Messages.statements();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
