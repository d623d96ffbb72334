/** Admits commercial banks as operators and books the reserves that they bring. */
package org.dcep.issuer.reserve;
