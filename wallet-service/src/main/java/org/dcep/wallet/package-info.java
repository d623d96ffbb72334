/**
 * Tier 2: the operators and the public. In the order in which money passes: {@code operator} admits a bank and opens
 * its book, {@code vault} takes issued currency, {@code enrolment} opens wallets, {@code exchange} fills them,
 * {@code payment} moves money between them, {@code metering} counts the gas, {@code statement} tells the holders,
 * {@code finality} takes settlement's results over, {@code freeze} stops a shard whose log contradicts itself,
 * {@code corridor} executes the e-CNY leg of trades against foreign currency.
 * {@code policy} and {@code keys} say what is in force and whom to trust; {@code book} is the one place that writes
 * balances.
 */
package org.dcep.wallet;
