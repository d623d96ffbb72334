/**
 * The process that makes the load: signs requests ahead of time, drives them over HTTP at the pace it is told, and
 * keeps the outcome of every payment. Told by one line of JSON after another on its standard input, it answers in the
 * same way on its standard output, so that whoever conducts the bench knows to the millisecond when measuring begins.
 */
package org.dcep.simulator.bench.load;
