package org.dcep.simulator.bench.load;

import java.net.URI;
import java.nio.file.Path;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * What the load process is told at its start.
 *
 * @param network the name that signatures are bound to
 * @param wallet the service under load
 * @param nonce another number for every run; see {@link PaymentIds}
 * @param idsSinceMillis 0 for payment ids that are random; see {@link PaymentIds}
 * @param maxGasFeeFen what each order allows
 * @param readerToken bearer token for reads, empty if there are none
 * @param keys receives the public keys of all wallets, one behind the other
 * @param numbers holds the wallets' numbers once they are open, eight bytes each
 * @param acknowledgements receives the outcome of every payment, {@value #ACKNOWLEDGEMENT_BYTES} bytes each
 */
public record LoadPlan(
        String network,
        URI wallet,
        Crowd crowd,
        SignatureAlgorithm algorithm,
        long nonce,
        long idsSinceMillis,
        long maxGasFeeFen,
        String readerToken,
        Path keys,
        Path numbers,
        Path acknowledgements) {
    /** The id and the byte of the outcome. */
    public static final int ACKNOWLEDGEMENT_BYTES = 17;
}
