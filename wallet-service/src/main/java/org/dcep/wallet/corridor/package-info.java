/**
 * The e-CNY leg of trades in the corridor. Settlement holds the buyer's foreign currency and asks; the market maker's
 * order is executed here like every payment, once; the answer is sent when it can never change.
 *
 * <p>The way: {@code LegRequestedConsumer} keeps what is asked, {@code ExecuteLegs} asks the payments until each order has
 * ended and tells settlement how.
 */
package org.dcep.wallet.corridor;
