package org.dcep.wallet.payment;

import java.util.List;

/** What became of a payroll: one outcome an item, in their order. */
record PayrollOutcome(List<OutcomeLine> items) {}
