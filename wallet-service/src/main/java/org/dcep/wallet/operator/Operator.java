package org.dcep.wallet.operator;

import java.time.Instant;

/**
 * An admitted commercial bank.
 *
 * @param number 1 to 999, the first three digits of its wallets' numbers
 */
public record Operator(String operatorId, int number, String name, Instant admittedAt) {}
