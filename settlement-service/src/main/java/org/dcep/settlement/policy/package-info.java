/**
 * What the central bank has signed about settlement: how operators settle, with the configuration that counts until there is
 * a version, and who shares the gas.
 */
package org.dcep.settlement.policy;
