/**
 * Issues currency to an operator: reserves are locked one to one, signed coins are registered, and everybody is told,
 * all in one transaction. {@link org.dcep.issuer.issuance.IssueCurrency} is the whole life of an issuance.
 */
package org.dcep.issuer.issuance;
