/** How operators settle: the central bank's signed versions, and the configuration that counts until there is one. */
package org.dcep.settlement.policy;
