package org.dcep.settlement.notary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An operator's log as it stands.
 *
 * @param frozen whether the central bank has stopped the shard because the log contradicts itself
 * @param head the newest that settlement and the central bank have signed
 */
@Schema(name = "Log")
record LogView(boolean frozen, HeadView head) {
    static LogView of(NotaryStore.CurrentHead current) {
        return new LogView(current.frozen(), HeadView.of(current.sealed()));
    }
}
