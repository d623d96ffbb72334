package org.dcep.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Coin;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;
import org.dcep.kernel.Money;
import org.dcep.kernel.SignatureAlgorithm;

/** The central bank of tests: signs coins and policies with the key that {@link DcepStack} makes services trust. */
public final class TestMint {
    static final String SECRET_HEX = "3c".repeat(SigningKey.SECRET_BYTES);

    /** The central bank's key. Public knowledge, for tests only. */
    public static final SigningKey CENTRAL_BANK =
            SigningKey.fromSecret(SignatureAlgorithm.SM2, HexFormat.of().parseHex(SECRET_HEX));

    private static final Clock CLOCK = Clock.systemUTC();

    private TestMint() {}

    /**
     * An issuance of genuine coins that add up to {@code amountFen}.
     *
     * @param coins how many, from 1 to {@code amountFen}; the last carries what does not divide
     */
    public static CurrencyIssued issuance(String operatorId, long amountFen, int coins) {
        if (coins < 1 || coins > amountFen) {
            throw new IllegalArgumentException("an issuance has 1 to amountFen coins");
        }
        List<IssuedCoin> minted = new ArrayList<>(coins);
        long each = amountFen / coins;
        for (int i = 1; i < coins; i++) {
            minted.add(coin(operatorId, each));
        }
        minted.add(coin(operatorId, amountFen - each * (coins - 1)));
        return new CurrencyIssued(UUID.randomUUID(), operatorId, amountFen, List.copyOf(minted));
    }

    /** One genuine coin with a new serial. */
    public static IssuedCoin coin(String operatorId, long amountFen) {
        Coin coin = new Coin(
                UUID.randomUUID(),
                new Money(amountFen),
                operatorId,
                CLOCK.instant().truncatedTo(ChronoUnit.SECONDS),
                CENTRAL_BANK.verifyingKey().keyId());
        String signature = Base64Url.encode(CENTRAL_BANK.sign(coin.signedBytes(DcepStack.NETWORK)));
        return new IssuedCoin(coin.serial(), amountFen, operatorId, coin.issuedAt(), coin.keyId(), signature);
    }

    /**
     * A signed policy.
     *
     * @param kind {@code GAS}, {@code WALLET_CLASSES} or {@code SETTLEMENT}
     * @param document as {@link org.dcep.contracts.PolicyJson} writes it
     */
    public static PolicyPublished policy(String kind, int version, Instant effectiveFrom, String document) {
        byte[] signed = SignedPolicy.signedBytes(DcepStack.NETWORK, kind, version, effectiveFrom, document);
        return new PolicyPublished(
                kind,
                version,
                effectiveFrom,
                document,
                CENTRAL_BANK.verifyingKey().keyId(),
                Base64Url.encode(CENTRAL_BANK.sign(signed)));
    }

    /** The central bank's signature over a log, for the head that settlement sealed. */
    public static LogHeadCosigned cosigned(LogHeadSealed sealed) {
        Instant at = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        String keyId = CENTRAL_BANK.verifyingKey().keyId();
        byte[] signed = LogHead.cosignedBytes(
                DcepStack.NETWORK, sealed.operatorId(), sealed.head().log(), at, keyId);
        return new LogHeadCosigned(
                sealed.operatorId(),
                sealed.size(),
                sealed.root(),
                at,
                keyId,
                Base64Url.encode(CENTRAL_BANK.sign(signed)));
    }

    /** A signed freeze of an operator's shard, or a lift. */
    public static ShardFreezeChanged freeze(
            String operatorId, long number, boolean frozen, String reason, LogState goesOnFrom) {
        ShardFreezeChanged change = new ShardFreezeChanged(
                operatorId,
                number,
                frozen,
                reason,
                goesOnFrom.size(),
                goesOnFrom.root(),
                CLOCK.instant().truncatedTo(ChronoUnit.MILLIS),
                CENTRAL_BANK.verifyingKey().keyId(),
                "");
        return change.signed(Base64Url.encode(CENTRAL_BANK.sign(change.signedBytes(DcepStack.NETWORK))));
    }
}
