package org.dcep.issuer.mint;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names and signs coins. */
@ApplicationScoped
public class Mint {
    private final CentralBankKey key;
    private final String network;

    Mint(CentralBankKey key, @ConfigProperty(name = "dcep.network") String network) {
        this.key = key;
        this.network = network;
    }

    /** Blanks of these faces, in this order: serials and values, nothing signed yet. */
    public List<Blank> blanks(String cause, UUID causeId, String owner, Instant issuedAt, List<Money> faces) {
        List<Blank> blanks = new ArrayList<>(faces.size());
        for (Money face : faces) {
            UUID serial = CoinSerial.of(network, cause, causeId, owner, blanks.size() + 1);
            blanks.add(new Blank(serial, face, owner, issuedAt));
        }
        return blanks;
    }

    /** Strikes blanks into coins, off the event loop: about 0.15 ms a coin. Never call it inside a transaction. */
    public Uni<List<SignedCoin>> strike(List<Blank> blanks) {
        return key.aside(() -> blanks.stream().map(this::strike).toList());
    }

    private SignedCoin strike(Blank blank) {
        Coin coin = new Coin(blank.serial(), blank.amount(), blank.owner(), blank.issuedAt(), key.keyId());
        return new SignedCoin(coin, key.sign(coin.signedBytes(network)));
    }
}
