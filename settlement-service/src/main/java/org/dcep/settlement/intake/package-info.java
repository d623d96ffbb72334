/**
 * Takes committed payments into their cycle: sums per pair of operators, gas, and a digest by which a marker can be
 * compared. What crosses operators is settled at once where issued
 * currency settles payment by payment, and handed to {@link org.dcep.settlement.clearing} where reserves do.
 */
package org.dcep.settlement.intake;
