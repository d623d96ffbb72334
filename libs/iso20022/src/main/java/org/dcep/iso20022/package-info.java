/**
 * The books as ISO 20022 messages, and back: what a bank's own systems can read without knowing this sandbox.
 *
 * <p>One record per message holds what it says; beside it a class named {@code ...Xml} writes it and, where the sandbox
 * takes messages in, reads it. Pure: bytes to records and records to bytes, no clock, no network, no database.
 *
 * <ul>
 *   <li>between operators: {@link org.dcep.iso20022.CustomerCreditTransfer} (pacs.008),
 *       {@link org.dcep.iso20022.PaymentStatusReport} (pacs.002), {@link org.dcep.iso20022.PaymentReturn} (pacs.004)
 *   <li>between operators and the central bank: {@link org.dcep.iso20022.InstitutionCreditTransfer} (pacs.009),
 *       {@link org.dcep.iso20022.LiquidityTransfer} (camt.050)
 *   <li>to whoever owns an account: {@link org.dcep.iso20022.AccountStatement} (camt.053),
 *       {@link org.dcep.iso20022.AccountNotification} (camt.054)
 * </ul>
 *
 * <p>Element by element: docs/reference/iso20022.md. Why by hand: docs/decisions/0020.
 */
package org.dcep.iso20022;
