package org.dcep.simulator.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcep.ledger.GasPolicy;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.receipt.PublicKeys;

/**
 * What the services answered about one payment, asked one after another: a payment may have gone on between two
 * answers.
 *
 * @param network the name that signatures are bound to
 * @param payer the payer's wallet as it is now
 * @param earlier lines of the payer's statement before this payment
 * @param gasPolicy in force at the central bank when the payer's operator decided
 * @param receipt as the payer's operator signed it
 * @param keys that the three services publish
 * @param cycle that the payment belongs to; empty if nothing moved, or settlement does not know it yet
 * @param treasuryFen what the central bank has booked as that cycle's gas; empty if it was not asked
 * @param proof that the payment is in the notary's log; empty if it was not asked for, or there is none yet
 */
public record Evidence(
        String network,
        PaymentTrace trace,
        WalletApi.Wallet payer,
        EarlierEntries earlier,
        Optional<VersionedPolicy> gasPolicy,
        JsonNode receipt,
        PublicKeys keys,
        Optional<ClearingCycle> cycle,
        OptionalLong treasuryFen,
        Optional<JsonNode> proof) {

    /** A gas policy and its number. */
    public record VersionedPolicy(int version, GasPolicy policy) {}

    public Evidence {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(trace, "trace");
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(earlier, "earlier");
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(keys, "keys");
    }
}
