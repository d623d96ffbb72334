/**
 * Payment versus payment against a foreign currency: both legs or none.
 *
 * <p>Between two ledgers that know nothing of each other, this package keeps the foreign one and decides trades. A market
 * maker's quote carries a payment order of its wallet; a buyer accepts it with an order of its own. Then the foreign
 * currency is put on hold, in one transaction with the event that asks wallet-service to execute the maker's order.
 * Executed: what was held goes to the maker. Refused for ever: it goes back. There is no third way out of a hold, and time
 * alone is none.
 *
 * <p>The way: {@code OfferQuote}, {@code AcceptQuote} ==LegRequested==> wallet-service ==LegAnswered==>
 * {@code LegAnsweredConsumer}. {@code QuoteRules} and {@code TradeRules} are pure, {@code CorridorStore} is the only one
 * that writes, and every transaction that changes a corridor locks its row first, so there is nothing else to lock.
 * {@code Laws} says whether the books of the corridor agree.
 */
package org.dcep.settlement.corridor;
