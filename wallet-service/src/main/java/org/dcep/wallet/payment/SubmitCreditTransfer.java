package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import org.dcep.iso20022.CustomerCreditTransfer;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.iso20022.CustomerCreditTransferXml;
import org.dcep.iso20022.MessageHeader;
import org.dcep.iso20022.PaymentStatusReport;
import org.dcep.iso20022.PaymentStatusReport.Status;
import org.dcep.iso20022.PaymentStatusReportXml;
import org.dcep.iso20022.ReadingLimits;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Orders in a pacs.008: read strictly, compare with the books, submit each as the order that its payer signed, report in
 * a pacs.002. An operator adds nothing to an order but its envelope: what is not signed by the payer is not paid.
 */
@ApplicationScoped
class SubmitCreditTransfer {
    private final SubmitPayment payments;
    private final ManyOrders orders;
    private final Operators operators;
    private final Clock clock;
    private final String network;

    SubmitCreditTransfer(
            SubmitPayment payments,
            ManyOrders orders,
            Operators operators,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network) {
        this.payments = payments;
        this.orders = orders;
        this.operators = operators;
        this.clock = clock;
        this.network = network;
    }

    /**
     * The report on a message.
     *
     * @param sender the operator that sends it
     * @return fails with a problem, before any order has an effect, for what is no message or not the sender's to send,
     *     and if too many requests with many orders are under way
     */
    Uni<byte[]> submit(byte[] xml, String sender) {
        return CustomerCreditTransferXml.read(new ByteArrayInputStream(xml), ReadingLimits.REQUEST)
                .fold(
                        message -> operators
                                .all()
                                .invoke(known -> require(message, sender))
                                .chain(known -> submitAll(message.transfers()))
                                .map(statuses -> report(message, statuses)),
                        refused -> Uni.createFrom()
                                .failure(Problems.malformed(refused.path(), refused.detail())
                                        .asException()));
    }

    private void require(CustomerCreditTransfer message, String sender) {
        boolean own = message.transfers().stream()
                .allMatch(transfer -> transfer.payerOperator().value().equals(sender));
        if (!own) {
            throw Problems.forbidden()
                    .withDetail("An operator sends orders of its own holders only")
                    .asException();
        }
        Problem problem = Problems.malformed();
        List<Problem.Violation> violations = CreditTransferRules.violations(
                message, network, number -> operators.known(number).map(Operator::operatorId));
        for (Problem.Violation violation : violations) {
            problem = problem.withViolation(violation.field(), violation.message());
        }
        if (!violations.isEmpty()) {
            throw problem.asException();
        }
    }

    private Uni<List<Status>> submitAll(List<Transfer> transfers) {
        return orders.submitAll(
                transfers, this::submit, (transfer, answer) -> StatusReports.of(transfer.paymentId(), answer));
    }

    private Uni<PaymentAnswer> submit(Transfer transfer) {
        byte[] order = CreditTransferRules.order(transfer);
        return payments.submit(order, 0, order.length);
    }

    private byte[] report(CustomerCreditTransfer message, List<Status> statuses) {
        MessageHeader header =
                MessageHeader.named("status of " + message.header().id(), clock.instant());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PaymentStatusReportXml.write(
                new PaymentStatusReport(header, message.header().id(), statuses), out);
        return out.toByteArray();
    }
}
