package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    /** Own times 700 and 30, those of ended children 5 and 2. */
    private static final String STAT = "42 (odd) name (x) S 1 42 42 0 -1 4194560 1 2 3 4 700 30 5 2 20 0 1 0 100 1 2 3";

    @Test
    void timesAreFoundBehindANameThatHoldsParentheses() {
        assertThat(ProcessTree.ticksOf(STAT, 2)).isEqualTo(730);
        assertThat(ProcessTree.ticksOf(STAT, 4)).isEqualTo(737);
    }

    @Test
    void aProcessThatIsGoneHasUsedNothing() {
        ProcessTree gone = new ProcessTree(Integer.MAX_VALUE);

        assertThat(gone.cpuMicros()).isZero();
        assertThat(gone.residentBytes()).isZero();
    }

    @Test
    void machineTimeIsReadFromTheFirstLine() {
        MachineTime time = MachineTime.of("cpu  100 1 20 3000 40 5 6 7 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");

        assertThat(time).isEqualTo(new MachineTime(1_320_000, 30_400_000, 70_000));
        assertThat(MachineTime.of("")).isEqualTo(new MachineTime(0, 0, 0));
    }
}
