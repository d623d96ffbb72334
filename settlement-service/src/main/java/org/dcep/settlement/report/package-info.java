/** What people and programs may ask: cycles, positions, metrics. An operator sees its own part of them. */
package org.dcep.settlement.report;
