/**
 * Between the tiers: commercial banks owe one another what their customers pay, and this service makes those
 * obligations final in the central bank's money.
 *
 * <p>In the order in which money passes: {@link org.dcep.settlement.intake} adds up committed payments,
 * {@link org.dcep.settlement.cycle} closes, {@link org.dcep.settlement.finality} waits until everything has arrived,
 * {@link org.dcep.settlement.netting} nets issued currency, {@link org.dcep.settlement.clearing} decides what settles in
 * reserves, {@link org.dcep.settlement.reserve} and {@link org.dcep.settlement.treasury} tell what moves. How, the central
 * bank says: {@link org.dcep.settlement.policy}. Beside that, {@link org.dcep.settlement.notary} keeps the logs by which
 * receipts prove themselves, and {@link org.dcep.settlement.corridor} trades currency against a foreign ledger, both legs
 * or none. Apart from all that, {@link org.dcep.settlement.reconciliation} reads the same events with code of its own and
 * says whether the books agree.
 */
package org.dcep.settlement;
