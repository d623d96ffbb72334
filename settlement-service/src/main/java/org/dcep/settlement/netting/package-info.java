/** From gross obligations to net positions to movements: pure, exact, and independent of any order of input. */
package org.dcep.settlement.netting;
