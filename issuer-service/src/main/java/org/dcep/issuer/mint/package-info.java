/**
 * Makes coins: {@link org.dcep.issuer.mint.Denominations} chooses faces, {@link org.dcep.issuer.mint.CoinSerial} names
 * them, {@link org.dcep.issuer.mint.Mint} signs them with the {@link org.dcep.issuer.mint.CentralBankKey}. Nothing here
 * knows the book, and nothing here runs inside a database transaction.
 */
package org.dcep.issuer.mint;
