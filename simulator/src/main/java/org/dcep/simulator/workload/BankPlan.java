package org.dcep.simulator.workload;

/** A commercial bank to be admitted as an operator. */
public record BankPlan(String operatorId, String name) {}
