package org.dcep.wallet.freeze;

import org.dcep.web.Problem;

/** What is told to those who pay in a frozen shard. */
public final class ShardFrozen {
    /** The code of REST answers, and the reason of credits that are refused. */
    public static final String CODE = "SHARD_FROZEN";

    private static final int RETRY_AFTER_SECONDS = 30;

    private ShardFrozen() {}

    /** 503 and no decision: the same order may be good again when a person has looked. */
    public static Problem problem() {
        return Problem.of(CODE, 503, "The central bank has frozen the operator's shard; nothing was decided")
                .retryAfterSeconds(RETRY_AFTER_SECONDS);
    }
}
