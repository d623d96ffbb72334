/**
 * A whole network on this machine: PostgreSQL, Kafka, the three services and the auditor, each as a process of its own.
 *
 * <p>Start at {@link org.dcep.simulator.platform.Sandbox}. Only processes are handled here; what is done with the
 * network is said over REST, by the other packages.
 */
package org.dcep.simulator.platform;
