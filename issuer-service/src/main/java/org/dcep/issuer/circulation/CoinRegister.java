package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dcep.contracts.IssuedCoin;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.mint.Blank;
import org.dcep.issuer.mint.Denominations;
import org.dcep.issuer.mint.Mint;
import org.dcep.issuer.mint.SignedCoin;
import org.dcep.kernel.Money;
import org.dcep.web.Page;

/**
 * The register of coins. Whoever changes a holder's coins has locked the holder's accounts before, which also keeps its
 * registrations in the order of their ids.
 */
@ApplicationScoped
public class CoinRegister {
    private static final String COUNT_BY_FACE =
            "select amountFen, count(*) from CoinRow" + " where owner = ?1 and state = UNSPENT group by amountFen";
    private static final String SERIALS =
            "select serial from CoinRow" + " where owner = ?1 and state = UNSPENT and amountFen = ?2 order by serial";
    private static final String RETIRE =
            "update CoinRow set state = RETIRED, retiredBy = ?1" + " where serial in ?2 and state = UNSPENT";

    private final Mint mint;
    private final Clock clock;

    CoinRegister(Mint mint, Clock clock) {
        this.mint = mint;
        this.clock = clock;
    }

    /** Why a holder's coins change. */
    record Reason(Cause cause, UUID causeId) {}

    /** Registers the coins of an issuance, which announces them itself. */
    public Uni<List<IssuedCoin>> registerIssued(UUID issuanceId, Holder owner, List<SignedCoin> coins) {
        RegistrationRow registration =
                new RegistrationRow(Cause.ISSUANCE, issuanceId, owner, RegistrationRow.State.ANNOUNCED);
        return Panache.getSession()
                .chain(session -> session.persist(registration)
                        .map(done -> issuedRows(registration.id(), coins))
                        .call(rows -> session.persistAll(rows.toArray()))
                        .map(rows -> rows.stream().map(CoinRow::issued).toList()));
    }

    private static List<CoinRow> issuedRows(long registration, List<SignedCoin> coins) {
        List<CoinRow> rows = new ArrayList<>(coins.size());
        for (SignedCoin coin : coins) {
            rows.add(new CoinRow(registration, rows.size() + 1, coin));
        }
        return rows;
    }

    /** The coins of an issuance as they were issued. */
    @WithSession
    public Uni<Page<IssuedCoin>> issued(UUID issuanceId, long afterLine, int limit) {
        return CoinRow.<CoinRow>find(
                        "from CoinRow c where c.line > ?2 and c.registeredBy ="
                                + " (select r.id from RegistrationRow r where r.cause = ISSUANCE and r.causeId = ?1)"
                                + " order by c.line",
                        issuanceId,
                        (int) Math.min(afterLine, Integer.MAX_VALUE))
                .range(0, limit)
                .list()
                .map(rows -> Page.of(rows, limit, CoinRow::line).map(CoinRow::issued));
    }

    /** Takes {@code amount} from a holder: retires coins and plans its change. */
    Uni<Void> take(Reason reason, Holder owner, Money amount) {
        return countByFace(owner)
                .map(unspent -> CoinSelection.of(unspent, amount))
                .chain(selection -> serials(owner, selection)
                        .chain(serials -> plan(reason, owner)
                                .call(registration -> retire(registration, serials))
                                .call(registration -> blanks(reason, owner, registration, selection.change())))
                        .replaceWithVoid());
    }

    /** Plans coins worth {@code amount} for a holder. */
    Uni<Void> give(Reason reason, Holder owner, Money amount) {
        return plan(reason, owner)
                .call(registration -> blanks(reason, owner, registration, amount))
                .replaceWithVoid();
    }

    private static Uni<Map<Money, Long>> countByFace(Holder owner) {
        return Panache.getSession()
                .chain(session -> session.createQuery(COUNT_BY_FACE, Object[].class)
                        .setParameter(1, owner.id())
                        .getResultList())
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(row -> Money.fen((Long) row[0]), row -> (Long) row[1])));
    }

    private static Uni<List<UUID>> serials(Holder owner, CoinSelection selection) {
        List<UUID> serials = new ArrayList<>();
        Uni<Void> found = Uni.createFrom().voidItem();
        for (Map.Entry<Money, Long> face : selection.coinsByFace().entrySet()) {
            found = found.chain(() -> serials(owner, face.getKey(), face.getValue()))
                    .invoke(serials::addAll)
                    .replaceWithVoid();
        }
        return found.replaceWith(serials);
    }

    private static Uni<List<UUID>> serials(Holder owner, Money face, long count) {
        return Panache.getSession()
                .chain(session -> session.createQuery(SERIALS, UUID.class)
                        .setParameter(1, owner.id())
                        .setParameter(2, face.fen())
                        .setMaxResults(Math.toIntExact(count))
                        .getResultList());
    }

    private static Uni<RegistrationRow> plan(Reason reason, Holder owner) {
        RegistrationRow registration =
                new RegistrationRow(reason.cause(), reason.causeId(), owner, RegistrationRow.State.PLANNED);
        return registration.persist();
    }

    private static Uni<Void> retire(RegistrationRow registration, List<UUID> serials) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(RETIRE)
                        .setParameter(1, registration.id())
                        .setParameter(2, serials)
                        .executeUpdate())
                .invoke(retired -> {
                    if (retired != serials.size()) {
                        throw new IllegalStateException("retired " + retired + " coins instead of " + serials.size());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> blanks(Reason reason, Holder owner, RegistrationRow registration, Money amount) {
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Blank> blanks = mint.blanks(
                reason.cause().name(), reason.causeId(), owner.id(), issuedAt, Denominations.fewest(amount));
        List<CoinRow> rows = new ArrayList<>(blanks.size());
        for (Blank blank : blanks) {
            rows.add(new CoinRow(registration.id(), rows.size() + 1, blank));
        }
        return Panache.getSession().chain(session -> session.persistAll(rows.toArray()));
    }
}
