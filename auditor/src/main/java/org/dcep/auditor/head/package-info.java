/**
 * The notary's heads, computed again: each operator's log as a Merkle tree over the payments that its topic tells, in
 * their order, with code of its own. A network without a notary has no heads, and none are missed.
 */
package org.dcep.auditor.head;
