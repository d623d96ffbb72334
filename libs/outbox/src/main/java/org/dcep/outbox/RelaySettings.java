package org.dcep.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What can be configured about the way out, with defaults that suit a sandbox and a small cluster. */
@ConfigMapping(prefix = "dcep.outbox")
interface RelaySettings {
    /** Rows read, sent and acknowledged at once; a packed one has up to 64 KiB. */
    @WithDefault("256")
    int chunk();

    /** How long sent rows are kept, for an investigation or to send them again. */
    @WithDefault("PT1H")
    Duration retention();

    /** An unsent event older than this makes the service not ready: longer than any outage of Kafka to be borne. */
    @WithDefault("PT15M")
    Duration readyMaxAge();

    /** The replicas of topics created here; without it, the brokers decide. */
    Optional<Short> replicationFactor();
}
