/**
 * Who may call: OAuth 2 client credentials become short-lived ES256 tokens. Operators' clients are made at admission;
 * the central bank's, the auditor's and settlement's come from the configuration.
 */
package org.dcep.issuer.access;
