package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.issuer.mint.Blank;
import org.dcep.issuer.mint.SignedCoin;
import org.dcep.outbox.Outbox;

/** The transactions of the {@link Registrar}. */
@ApplicationScoped
class Registrations {
    private final Outbox outbox;

    Registrations(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A registration that waits for signatures. */
    record Planned(long id, List<Blank> blanks) {}

    /** The oldest one. */
    @WithSession
    Uni<Optional<Planned>> oldestPlanned() {
        return RegistrationRow.<RegistrationRow>find("state = PLANNED order by id")
                .range(0, 0)
                .firstResult()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : coins(row.id()).map(coins -> Optional.of(planned(row, coins))));
    }

    private static Planned planned(RegistrationRow row, List<CoinRow> coins) {
        return new Planned(row.id(), coins.stream().map(CoinRow::blank).toList());
    }

    private static Uni<List<CoinRow>> coins(long registration) {
        return CoinRow.list("registeredBy = ?1 order by line", registration);
    }

    /** Stores signatures and tells the owner; does nothing if somebody else was first. */
    @WithTransaction
    Uni<Void> announce(long id, List<SignedCoin> signed) {
        return RegistrationRow.<RegistrationRow>findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> row.isPlanned()
                        ? announce(row, signed)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> announce(RegistrationRow row, List<SignedCoin> signed) {
        Map<UUID, SignedCoin> bySerial =
                signed.stream().collect(Collectors.toMap(coin -> coin.coin().serial(), Function.identity()));
        row.announce();
        return coins(row.id())
                .invoke(coins -> coins.forEach(coin -> coin.sign(bySerial.get(coin.serial()))))
                .chain(coins -> row.owner().isBeneficiary() ? Uni.createFrom().voidItem() : tell(row, coins));
    }

    /** Only operators keep a file of coins elsewhere; the treasury's is here. */
    private Uni<Void> tell(RegistrationRow row, List<CoinRow> coins) {
        return CoinRow.<CoinRow>list("retiredBy = ?1 order by serial", row.id())
                .chain(retired -> outbox.append(new CurrencyRegistered(
                        row.causeId(),
                        row.owner().id(),
                        retired.stream().map(CoinRow::serial).toList(),
                        coins.stream().map(CoinRow::issued).toList())));
    }
}
