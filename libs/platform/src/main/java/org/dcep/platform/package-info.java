/**
 * A real PostgreSQL and a real Kafka broker on this machine, without Docker and without installation.
 *
 * <p>{@link org.dcep.platform.LocalPostgres} and {@link org.dcep.platform.LocalKafka} start one server each on a data
 * directory and can be started on it again. {@link org.dcep.platform.ChildProcess} ties a process to the life of this
 * one. {@link org.dcep.platform.RunDirectory} remembers what was started, so that the next run can clear away what a
 * killed one has left.
 */
package org.dcep.platform;
