/**
 * The registration centre: who holds which coin. Settlement and redemption hand their movements to the
 * {@link org.dcep.issuer.circulation.SettlementQueue}; what it books changes balances, retires coins and plans new ones
 * in one transaction. The {@link org.dcep.issuer.circulation.Registrar} then signs the new coins outside of it and
 * announces the change, holder by holder in the order in which it happened.
 */
package org.dcep.issuer.circulation;
