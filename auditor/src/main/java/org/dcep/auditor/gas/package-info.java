/**
 * Gas, computed a second time: prices from the documents that the central bank signed, fees from prices, shares from
 * what was collected. Nothing of the ledger's own arithmetic is used here; an architecture test holds that.
 */
package org.dcep.auditor.gas;
