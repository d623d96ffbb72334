/**
 * Tier 1, the central bank. Its packages follow the money: {@code reserve} (what operators bring), {@code mint} (signed
 * coins), {@code issuance} (currency against reserves), {@code circulation} (who holds which coin), {@code redemption}
 * (currency back into reserves), and beside them {@code policy} (prices and limits), {@code treasury} (gas revenue),
 * {@code witness} (heads of the operators' logs, checked and co-signed), {@code access} (tokens) and {@code book} (double entry for all of them).
 */
package org.dcep.issuer;
