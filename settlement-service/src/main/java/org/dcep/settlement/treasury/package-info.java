/** The gas policy as the central bank signed it, and the sweep of a cycle's gas to those whom the policy names. */
package org.dcep.settlement.treasury;
