/**
 * What happens in a run, told as banks, people and the central bank would tell it, through the public REST API only;
 * and the laws that must hold at its end, recomputed from what the services answer and from what clients were told.
 */
package org.dcep.simulator.scenario;
