package org.dcep.wallet.book;

import java.time.LocalDate;

/**
 * What has left a wallet by payments, for the limits per day and year; gas does not count.
 *
 * @param on the business date of the last payment
 * @param todayFen payments on that date
 * @param thisYearFen payments in the year of that date
 */
public record Spending(LocalDate on, long todayFen, long thisYearFen) {

    public static Spending none(LocalDate on) {
        return new Spending(on, 0, 0);
    }

    /** The counters as they stand on {@code businessDate}; a date before {@link #on} counts as {@link #on}. */
    public Spending asOf(LocalDate businessDate) {
        if (!businessDate.isAfter(on)) {
            return this;
        }
        return new Spending(businessDate, 0, businessDate.getYear() == on.getYear() ? thisYearFen : 0);
    }

    /** After a payment of {@code amountFen} on {@code businessDate}. */
    public Spending plus(long amountFen, LocalDate businessDate) {
        Spending current = asOf(businessDate);
        return new Spending(
                current.on, Math.addExact(current.todayFen, amountFen), Math.addExact(current.thisYearFen, amountFen));
    }

    /** After a payment of {@code spentOn} came back: what that day or year still counts is given back. */
    public Spending minus(long amountFen, LocalDate spentOn) {
        return new Spending(
                on,
                spentOn.equals(on) ? todayFen - amountFen : todayFen,
                spentOn.getYear() == on.getYear() ? thisYearFen - amountFen : thisYearFen);
    }
}
