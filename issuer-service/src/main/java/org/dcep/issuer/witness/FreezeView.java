package org.dcep.issuer.witness;

import java.time.Instant;
import java.util.Optional;
import org.dcep.kernel.LogState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the central bank stands to an operator's log.
 *
 * @param number of the last freeze or lift, 0 if there was none
 * @param reason why the shard is frozen; absent if it is not
 * @param signed the last log that the central bank signed
 * @param disputed the log that it refused to sign; absent if the shard is not frozen
 */
@Schema(name = "ShardFreeze")
record FreezeView(
        String operatorId,
        long number,
        boolean frozen,
        Optional<String> reason,
        Log signed,
        Optional<Log> disputed,
        Instant changedAt) {

    /** A log at one moment: how many payments, and the root over them in hexadecimal digits. */
    @Schema(name = "LogState")
    record Log(long size, String root) {
        static Log of(LogState log) {
            return new Log(log.size(), log.root());
        }
    }
}
