/** What moves between books: causes and effects side by side, and the positions of a cycle from its payments. */
package org.dcep.auditor.position;
