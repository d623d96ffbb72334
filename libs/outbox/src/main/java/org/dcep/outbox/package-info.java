/**
 * The only code between a transaction and Kafka: Kafka carries, PostgreSQL records.
 *
 * <p>Way out: {@link org.dcep.outbox.Outbox} writes an event in the transaction that caused it, and one relay per
 * database sends the rows in the order in which no transaction can still appear before them. Way in: an
 * {@link org.dcep.outbox.EventConsumer} or {@link org.dcep.outbox.EventBatchConsumer} applies events in the transaction
 * that also moves the offset row of their partition, so that every event has its effect exactly once, whatever is
 * killed, resent or reassigned; a {@link org.dcep.outbox.DeliveryConsumer} brings both into a transaction that others
 * share. {@link org.dcep.outbox.DurabilityGuard} refuses to serve on a database that forgets.
 */
package org.dcep.outbox;
