/**
 * Cycles and the one table of changes between their states. Closing is here; what happens to a closed cycle is
 * {@link org.dcep.settlement.finality}.
 */
package org.dcep.settlement.cycle;
