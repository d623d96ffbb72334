/**
 * Currency back into reserves. The vault is the operator's, so the operator's book must give the currency up first:
 * REQUESTED, then RELEASED when the vault was debited (or REFUSED), then REDEEMED when the coins are destroyed.
 */
package org.dcep.issuer.redemption;
