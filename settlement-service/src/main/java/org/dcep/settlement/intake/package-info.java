/**
 * Takes committed payments into their cycle: sums per pair of operators, gas, and a digest by which a marker can be
 * compared. In gross mode it settles at once what crosses operators.
 */
package org.dcep.settlement.intake;
