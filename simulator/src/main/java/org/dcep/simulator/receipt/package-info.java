/**
 * Whether a receipt is what it says: {@link org.dcep.simulator.receipt.ReceiptCheck} decides it from the document and
 * {@link org.dcep.simulator.receipt.PublicKeys} alone, from the operator's signature to the central bank's.
 */
package org.dcep.simulator.receipt;
