/** Admits commercial banks as operators, books the reserves that they bring, and those that they settle with. */
package org.dcep.issuer.reserve;
