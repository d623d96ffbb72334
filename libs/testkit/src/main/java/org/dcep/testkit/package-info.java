/**
 * What tests of the currency need and no running system contains.
 *
 * <ul>
 *   <li>{@link org.dcep.testkit.DcepStack} gives a {@code @QuarkusTest} a real PostgreSQL, a real Kafka broker and every
 *       setting; {@link org.dcep.testkit.TestServers} gives the same servers to plain tests.
 *   <li>{@link org.dcep.testkit.Tokens}, {@link org.dcep.testkit.SignedOrders} and {@link org.dcep.testkit.TestMint}
 *       speak for the people: callers, payers, the central bank.
 *   <li>{@link org.dcep.testkit.KafkaProbe} speaks for the other services.
 *   <li>{@link org.dcep.testkit.ArchitectureRules} holds the code to its rules.
 * </ul>
 */
package org.dcep.testkit;
