/**
 * The reserve leg: settled obligations move issued currency between operators, and gas to the treasury. Decided here,
 * told by events, and followed until every book concerned has taken its part over.
 */
package org.dcep.settlement.reserve;
