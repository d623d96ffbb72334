package org.dcep.kernel.planted;

import org.dcep.contracts.Topic;

/** Breaks the rules on purpose. */
public final class KernelThatKnowsTheContracts {
    private final Topic[] topics = Topic.values();

    public int topics() {
        return topics.length;
    }
}
