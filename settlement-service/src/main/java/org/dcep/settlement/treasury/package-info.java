/** The sweep of a cycle's gas to those whom the gas policy names. */
package org.dcep.settlement.treasury;
