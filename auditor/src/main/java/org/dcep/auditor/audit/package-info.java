/** Applies every event to everything that follows from it, and judges when all of it has been read. */
package org.dcep.auditor.audit;
