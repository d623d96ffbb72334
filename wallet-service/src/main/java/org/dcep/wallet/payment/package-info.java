/**
 * Payments, in the order of their way: {@link org.dcep.wallet.payment.PaymentResource} takes them in, {@link
 * org.dcep.wallet.payment.OrderReader} reads them strictly, {@link org.dcep.wallet.payment.PaymentVerifier} verifies
 * the signature, {@link org.dcep.wallet.payment.PaymentQueue} holds them until {@link
 * org.dcep.wallet.payment.PaymentBatch} decides many of them in one transaction by {@link
 * org.dcep.wallet.payment.PaymentRules}. A payment to a wallet of another operator goes on by way of {@link
 * org.dcep.wallet.payment.CreditRequestedConsumer} and {@link org.dcep.wallet.payment.CreditAnsweredConsumer}, which
 * bring their {@link org.dcep.wallet.payment.Credits} into the same batches. {@link
 * org.dcep.wallet.payment.PaymentTraces} shows afterwards what all of them have written.
 */
package org.dcep.wallet.payment;
