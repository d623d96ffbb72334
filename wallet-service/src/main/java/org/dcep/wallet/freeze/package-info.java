/**
 * Shards that the central bank has frozen, because the log of their payments contradicts itself: they take no new
 * payments and exchanges, and what is paid to them from elsewhere goes back.
 */
package org.dcep.wallet.freeze;
