/** What cannot be true is kept, reported and, unless it is about logs, stops settlement; it is neither applied nor dropped. */
package org.dcep.settlement.contradiction;
