/**
 * How obligations between operators become final, pure: gross, in cycles with deferred netting, or from a central queue
 * with offsetting. {@link org.dcep.clearing.ClearingEngine} is the way in; {@link org.dcep.clearing.ClearingRules} says
 * how it decides, {@link org.dcep.clearing.Participant} what each operator brings,
 * {@link org.dcep.clearing.SettledGroup} what became final together and {@link org.dcep.clearing.ClearingSnapshot} what
 * must be kept to go on elsewhere. {@link org.dcep.clearing.Indicators} measures a run;
 * {@link org.dcep.clearing.Bundle} is what may be known of obligations that need no engine.
 *
 * <p>No clock, no input or output, no randomness, and nothing depends on the order of a map: participants are numbered
 * in ascending order of their ids, obligations in the order in which they were submitted.
 *
 * <p>The words are those of {@code docs/reference/settlement.md}, which also gives every rule.
 */
package org.dcep.clearing;
