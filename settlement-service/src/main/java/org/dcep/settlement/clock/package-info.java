/** Time, injected, so that no rule reads a wall clock. */
package org.dcep.settlement.clock;
