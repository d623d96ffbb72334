/** What the auditor tells: a verdict for everybody, its details for those who may see them. */
package org.dcep.auditor.report;
