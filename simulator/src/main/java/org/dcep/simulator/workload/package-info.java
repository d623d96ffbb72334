/**
 * Who pays whom, how much and when: populations and payments drawn from a seed, or read from a file that a user brings.
 * Plans only; nothing here talks to a service.
 */
package org.dcep.simulator.workload;
