package org.dcep.wallet.book;

import java.time.LocalDate;

/**
 * The settlement cycle that is open in a book, and the date to which limits count.
 *
 * @param businessDate the cycle's date, or today's where the cycle has been left open past midnight
 * @param frozen whether the central bank has stopped the shard: it takes no new payments and exchanges
 */
public record OpenCycle(String operatorId, int operatorNumber, long cycleId, LocalDate businessDate, boolean frozen) {}
