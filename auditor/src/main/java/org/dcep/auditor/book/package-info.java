/** Wallets and books, added up from events. */
package org.dcep.auditor.book;
