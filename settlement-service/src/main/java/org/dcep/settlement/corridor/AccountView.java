package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account of the foreign ledger; amounts in the smallest unit of its currency. */
@Schema(name = "ForeignAccount")
record AccountView(
        String corridorId,
        String accountId,
        String lei,
        String algorithm,
        String publicKey,
        Optional<String> operatorId,
        long availableMinor,
        long heldMinor) {

    static AccountView of(ForeignAccount account) {
        return new AccountView(
                account.corridorId(),
                account.accountId(),
                account.lei().value(),
                account.key().algorithm().wireName(),
                Base64Url.encode(account.key().raw()),
                account.operatorId(),
                account.availableMinor(),
                account.heldMinor());
    }

    /**
     * What an entry did to the account.
     *
     * @param cause the id of the issue or the trade
     */
    @Schema(name = "ForeignEntry")
    record EntryView(
            long seq,
            Instant at,
            ForeignPosting.Move move,
            UUID cause,
            long availableChangeMinor,
            long heldChangeMinor) {

        static EntryView of(ForeignLedger.Entry entry, String accountId) {
            ForeignPosting posting = entry.posting();
            return new EntryView(
                    entry.seq(),
                    entry.at(),
                    posting.move(),
                    posting.cause(),
                    change(posting, ForeignPosting.Place.available(accountId)),
                    change(posting, ForeignPosting.Place.held(accountId)));
        }

        private static long change(ForeignPosting posting, ForeignPosting.Place place) {
            long credited = posting.credit().equals(place) ? posting.amountMinor() : 0;
            return credited - (posting.debit().equals(place) ? posting.amountMinor() : 0);
        }
    }
}
