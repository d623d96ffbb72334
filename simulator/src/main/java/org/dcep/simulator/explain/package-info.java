/**
 * Explains one payment: {@link org.dcep.simulator.explain.Evidence} is what the services answered, {@link
 * org.dcep.simulator.explain.Explanation} the chain of steps from the payer's order to its place in the log. The steps
 * are made by {@link org.dcep.simulator.explain.OrderSteps}, {@link org.dcep.simulator.explain.BookSteps}, {@link
 * org.dcep.simulator.explain.SettlementSteps} and {@link org.dcep.simulator.explain.ProofSteps}, in this order; they
 * are pure, and say of each sentence whether it was checked or only read. Receipt and proof are checked by {@link
 * org.dcep.simulator.receipt.ReceiptCheck}, as {@code dcep verify} checks them.
 */
package org.dcep.simulator.explain;
