/** What does not agree: a closed set of discrepancies, each with the law it breaks and the place it was seen. */
package org.dcep.auditor.finding;
