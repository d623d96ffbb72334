/**
 * What transactions cost, what wallets may hold and how operators settle: versions that the central bank signs, dates and
 * publishes, and that nobody edits. {@link org.dcep.issuer.policy.PublishPolicy} is the only way to a new one.
 */
package org.dcep.issuer.policy;
