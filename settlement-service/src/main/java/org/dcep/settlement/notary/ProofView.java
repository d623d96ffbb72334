package org.dcep.settlement.notary;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Proof that a payment is in its operator's log. Whoever knows the payment makes the leaf's bytes and compares their
 * hash; nobody else learns anything from it.
 *
 * @param leafHash SHA-256 of a zero byte and the leaf's bytes, 64 hexadecimal digits
 * @param path from the leaf up, RFC 9162 section 2.1.3
 * @param head whose root the path leads to
 */
@Schema(name = "InclusionProof")
record ProofView(UUID paymentId, long leafIndex, String leafHash, List<String> path, HeadView head) {}
