/**
 * {@code dcep bench}: how fast a network is, what a payment costs, and whether the books were right all the while. The
 * load comes from a process of its own ({@code load}); this side opens and funds the wallets, conducts, reads what every
 * process has used at the edges of the measured window, and checks afterwards that every payment that was acknowledged
 * is in the database and that all laws hold.
 */
package org.dcep.simulator.bench;
