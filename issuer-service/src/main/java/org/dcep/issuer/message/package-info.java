/** What the central bank did, as ISO 20022 messages: issuances and redemptions as camt.050. */
package org.dcep.issuer.message;
