/**
 * The settlement engine alone, on a file that a user brings: {@link org.dcep.simulator.settle.ObligationFile obligations},
 * which may be messages too, and {@link org.dcep.simulator.settle.AccountsFile accounts} are read, {@link org.dcep.simulator.settle.LiquidityBounds
 * bounds} say how little and how much liquidity makes sense, and {@link org.dcep.simulator.settle.SettlementRun} plays the
 * file in one mode at one level. Nothing here talks to a service.
 */
package org.dcep.simulator.settle;
