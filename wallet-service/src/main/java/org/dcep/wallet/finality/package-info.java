/**
 * What settlement does to the books: {@link org.dcep.wallet.finality.CycleClosingConsumer} opens the next cycle and
 * says what the closed one held, {@link org.dcep.wallet.finality.PaymentsSettledConsumer} and {@link
 * org.dcep.wallet.finality.GasRevenueSettledConsumer} take over what was settled.
 */
package org.dcep.wallet.finality;
