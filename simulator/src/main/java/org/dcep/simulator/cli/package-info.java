/** The command line: one class per verb, {@link org.dcep.simulator.cli.Dcep} in front of them. */
package org.dcep.simulator.cli;
