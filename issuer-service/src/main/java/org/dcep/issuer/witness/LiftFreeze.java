package org.dcep.issuer.witness;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.outbox.Outbox;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** A person has looked at the two logs and decides from which of them the operator's log goes on. */
@ApplicationScoped
class LiftFreeze {
    private final Witness witness;
    private final Outbox outbox;

    LiftFreeze(Witness witness, Outbox outbox) {
        this.witness = witness;
        this.outbox = outbox;
    }

    /** The log that the next head must begin with. */
    enum Decision {
        /** The one that was signed: settlement has repaired its log, or can prove it from now on. */
        CONTINUE_FROM_SIGNED,
        /** The one that was refused: what was signed before is given up, in public. */
        ACCEPT_DISPUTED
    }

    /**
     * @param number of the freeze that was looked at, so that no other one is lifted
     * @param reason for whoever reads the record, one line
     */
    record Lift(String operatorId, long number, Decision decision, String reason) {}

    /** Fails with 404 where no log is known, 409 where the freeze is not in force. */
    Uni<WitnessRow> lift(Lift lift) {
        return witness.of(lift.operatorId())
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException())
                .chain(row -> witness.signed(decided(row, lift)))
                .chain(witness::lift)
                .onItem()
                .ifNull()
                .failWith(() -> notFrozen().asException())
                .invoke(outbox::wake);
    }

    private ShardFreezeChanged decided(WitnessRow row, Lift lift) {
        if (!row.isFrozen() || row.freezeNumber() != lift.number()) {
            throw notFrozen().asException();
        }
        ShardFreezeChanged lifted = witness.change(row, lift.number() + 1, false, lift.reason());
        return switch (lift.decision()) {
            case CONTINUE_FROM_SIGNED -> lifted;
            case ACCEPT_DISPUTED -> lifted.from(row.disputed().orElseThrow());
        };
    }

    private static Problem notFrozen() {
        return Problem.of("SHARD_NOT_FROZEN", 409, "The freeze of that number is not in force");
    }
}
