/**
 * What settlement does to the books: {@link org.dcep.wallet.finality.CycleClosingConsumer} opens the next cycle and
 * says what the closed one held, {@link org.dcep.wallet.finality.PaymentsSettledConsumer} and {@link
 * org.dcep.wallet.finality.GasRevenueSettledConsumer} take over what was settled, {@link
 * org.dcep.wallet.finality.CycleSettledConsumer} learns when nothing of a cycle is left to settle.
 */
package org.dcep.wallet.finality;
