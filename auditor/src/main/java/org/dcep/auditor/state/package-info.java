/**
 * The auditor's own database. What was computed and how far the topics were read is stored in one transaction, so that
 * a killed auditor goes on as if it had never stopped: it reads again what came after, and finds again what it had found.
 */
package org.dcep.auditor.state;
