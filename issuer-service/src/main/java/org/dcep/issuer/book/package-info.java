/**
 * The central bank's own double-entry book: {@link org.dcep.issuer.book.Account accounts} per
 * {@link org.dcep.issuer.book.Holder}, changed only by {@link org.dcep.issuer.book.JournalEntry entries} of
 * {@link org.dcep.issuer.book.Posting postings} through {@link org.dcep.issuer.book.Book}. It always sums to zero, and
 * what a holder has outstanding is locked in reserves one to one.
 */
package org.dcep.issuer.book;
