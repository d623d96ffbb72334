/** The commercial banks that are admitted, as the central bank announced them. */
package org.dcep.settlement.operator;
