/** What cannot be true is kept, reported and stops settlement; it is neither applied nor dropped. */
package org.dcep.settlement.contradiction;
