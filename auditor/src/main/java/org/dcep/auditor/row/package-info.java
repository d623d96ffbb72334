/** What the rows of the wallet book say, read through a role that can write nothing. */
package org.dcep.auditor.row;
