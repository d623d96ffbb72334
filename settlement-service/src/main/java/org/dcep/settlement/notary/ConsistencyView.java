package org.dcep.settlement.notary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Proof that a log begins with an earlier state of itself.
 *
 * @param path RFC 9162 section 2.1.4, 64 hexadecimal digits each; empty if one of the sizes is 0 or both are equal
 */
@Schema(name = "ConsistencyProof")
record ConsistencyView(String operatorId, long fromSize, long toSize, List<String> path) {}
