/**
 * The central bank as the witness of the operators' logs: it signs a head only after it has checked by itself that the
 * log begins with everything it has signed before, freezes the shard of a log that contradicts itself, and lifts the
 * freeze when a person has decided.
 */
package org.dcep.issuer.witness;
