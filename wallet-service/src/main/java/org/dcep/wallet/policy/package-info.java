/**
 * What the central bank prescribes: prices and wallet limits, versioned, effective-dated and signed.
 * {@link org.dcep.wallet.policy.PolicyPublishedConsumer} lets in what is genuine, {@link
 * org.dcep.wallet.policy.Policies} answers what is in force.
 */
package org.dcep.wallet.policy;
