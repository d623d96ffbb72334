/**
 * The auditor: a process of its own that believes nobody. It reads every topic from the beginning, computes books,
 * wallets, gas, coins and positions with code of its own, compares them with what the services say about themselves
 * and with the rows of the wallet book, and names what does not agree.
 *
 * <p>{@link org.dcep.auditor.log} evidence → {@link org.dcep.auditor.book}, {@link org.dcep.auditor.gas},
 * {@link org.dcep.auditor.coin}, {@link org.dcep.auditor.position} what follows from it →
 * {@link org.dcep.auditor.row} what the rows say → {@link org.dcep.auditor.finding} what differs →
 * {@link org.dcep.auditor.report}. {@link org.dcep.auditor.audit} holds them together,
 * {@link org.dcep.auditor.state} keeps them.
 */
package org.dcep.auditor;
