/**
 * The wallet books, one per operator: {@link org.dcep.wallet.book.Book#lock lock}, decide in memory on a
 * {@link org.dcep.wallet.book.LockedBook}, {@link org.dcep.wallet.book.Book#record record}. Every movement of money in
 * this service goes through these three steps in one database transaction, so that one piece of code keeps the laws.
 */
package org.dcep.wallet.book;
