/** What remains of a run: summary, CSV files, manifest and a report that one file holds. */
package org.dcep.simulator.report;
