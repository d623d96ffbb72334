package org.dcep.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What can be configured about the way in. */
@ConfigMapping(prefix = "dcep.consumer")
interface ConsumerSettings {
    /** The first part of the group ids, else the application's name; every consumer has a group of its own. */
    Optional<String> group();

    /**
     * A name that stays the same over restarts of this instance and is different from all others; with it a killed
     * instance gets its partitions back at once instead of when its session has timed out.
     */
    Optional<String> instance();

    /** Failures in a row after which a consumer is reported as not ready. */
    @WithDefault("5")
    int failuresUntilNotReady();
}
