/**
 * Settlement in reserves: accounts with limited liquidity, the central queue, and the engine that decides which obligations
 * become final, when and with which others.
 *
 * <p>{@link org.dcep.settlement.clearing.ClearingBooks} is the pure part: the engine, and what of each change must be
 * stored. {@link org.dcep.settlement.clearing.ClearingDesk} lets one transaction at a time work with it, whichever replica
 * it runs on. Settled obligations are told as {@link org.dcep.contracts.PaymentsSettled} in the same transaction.
 *
 * <p>Where issued currency settles, none of this is needed: every position is covered by the books' own laws, so nothing
 * ever waits.
 */
package org.dcep.settlement.clearing;
