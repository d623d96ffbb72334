/** What the central bank did, as ISO 20022 messages: issuances, redemptions and transfers of liquidity as camt.050. */
package org.dcep.issuer.message;
