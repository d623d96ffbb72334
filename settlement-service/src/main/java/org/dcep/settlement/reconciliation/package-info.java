/**
 * The second reader: adds up every event with code and tables of its own, and compares.
 *
 * <p>Two comparisons. First, the centre's account of each operator against the operator's book: what only one of them
 * has told yet is in transit, leg by leg ({@link org.dcep.settlement.reconciliation.Leg}), so the laws hold after every
 * single event, whichever topic was read first. An event that counts twice moves a sum but not its leg, and breaks the
 * law at once. Second, at the end of each cycle, the sum of a book's events against the balances that the book itself
 * reads from its rows ({@link org.dcep.settlement.reconciliation.CycleChecks}).
 *
 * <p>Reserves that settle are no currency: they have legs and laws of their own, and a book that moved the wrong account
 * breaks both kinds. What a cycle's payments oblige to is compared with what was settled, in whatever asset, when
 * settlement says that nothing of the cycle is left; until then an obligation may be waiting for liquidity.
 *
 * <p>What is transient: a marker whose events are still on their way is not compared yet; after
 * {@code dcep.reconciliation.patience} it differs until they arrive. An effect that is read before its cause is in
 * transit with a negative sign; after the same time it breaks {@code every-effect-has-its-cause} until the cause comes.
 */
package org.dcep.settlement.reconciliation;
