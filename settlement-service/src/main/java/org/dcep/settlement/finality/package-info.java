/**
 * What happens to a cycle after closing: markers are compared with what arrived, obligations are netted and told, and
 * bookings are awaited. {@link org.dcep.settlement.finality.FinalityRules} is the decision,
 * {@link org.dcep.settlement.finality.AdvanceCycle} carries it out.
 */
package org.dcep.settlement.finality;
