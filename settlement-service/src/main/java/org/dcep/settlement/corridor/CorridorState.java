package org.dcep.settlement.corridor;

/** Whether a corridor takes quotes and trades. What is held already ends in either state. */
enum CorridorState {
    OPEN,
    SUSPENDED
}
