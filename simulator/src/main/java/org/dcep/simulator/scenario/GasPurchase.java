package org.dcep.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Lei;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.QuoteReference;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.TradeOrder;
import org.dcep.simulator.client.Answer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.CorridorApi;
import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SignedPayment;
import org.dcep.simulator.client.SignedTrade;
import org.dcep.simulator.client.UnexpectedAnswer;
import org.dcep.simulator.client.WalletApi;

/**
 * A dApp from abroad that has no e-CNY and needs gas: it buys some with its own currency, payment versus payment, and
 * spends it. Then a second purchase fails, and nothing is lost by it. Everything goes through the public REST API.
 */
public final class GasPurchase {
    private static final int VALIDITY_SECONDS = 100;
    private static final int LONGEST_QUOTE_SECONDS = 120;
    private static final long MAX_GAS_FEE_FEN = 100;
    private static final long USAGE_FEN = 1;
    private static final int SECRET_BYTES = 32;

    private final Connection network;
    private final Bank maker;
    private final Bank host;
    private final RandomGenerator random;
    private final Clock clock;
    private final Consumer<String> teller;

    /** An admitted operator, and its client. */
    public record Bank(String operatorId, Credentials credentials) {}

    /**
     * What is traded, and how much of it.
     *
     * @param currency of three letters
     * @param amountMinor what the dApp gives for its gas
     * @param amountFen what it gets
     * @param usages how many payments it makes then, each charged with gas
     */
    public record Purchase(String corridorId, String currency, long amountMinor, long amountFen, int usages) {}

    /**
     * How it ended.
     *
     * @param failed the second purchase, which the market maker could not pay
     * @param gasSpentFen what the usage cost in gas
     * @param walletFen what is left in the gas wallet
     * @param laws of the corridor
     */
    public record Result(
            CorridorApi.Trade bought,
            CorridorApi.Trade failed,
            long gasSpentFen,
            long walletFen,
            CorridorApi.Balance dapp,
            CorridorApi.Balance maker,
            JsonNode laws) {

        /** Whether both purchases ended as they must and the books agree. */
        public boolean isAsItMustBe() {
            return bought.state().equals("SETTLED")
                    && failed.state().equals("RELEASED")
                    && laws.path("holds").asBoolean()
                    && dapp.heldMinor() == 0;
        }
    }

    private record Holder(String walletId, SigningKey key) {}

    private record ForeignHolder(String accountId, SigningKey key) {}

    /**
     * @param maker the market maker's bank
     * @param host the bank at which the dApp has its gas wallet
     * @param random makes keys and ids; a secure one where they matter
     * @param teller hears what happens, a sentence at a time
     */
    public GasPurchase(
            Connection network, Bank maker, Bank host, RandomGenerator random, Clock clock, Consumer<String> teller) {
        this.network = network;
        this.maker = maker;
        this.host = host;
        this.random = random;
        this.clock = clock;
        this.teller = teller;
    }

    public Result play(Purchase purchase) {
        CorridorApi corridor = network.settlement().corridor(purchase.corridorId());
        openCorridor(corridor, purchase);
        ForeignHolder makerAbroad = open(corridor, "maker", "5493001KJTIIGC8Y1R", maker.operatorId());
        ForeignHolder dapp = open(corridor, "dapp", "254900OPPU84GM83MG", null);
        corridor.issue(network.centralBank(), id(), dapp.accountId(), Math.multiplyExact(purchase.amountMinor(), 3L));
        tell("The foreign central bank has issued " + minor(3 * purchase.amountMinor(), purchase) + " to the dApp.");

        Holder makersWallet = openWallet(maker, purchase.amountFen() * 3 / 2 + MAX_GAS_FEE_FEN);
        Holder gasWallet = openWallet(host, 0);
        tell("The market maker of " + maker.operatorId() + " has e-CNY, the dApp an empty gas wallet at "
                + host.operatorId() + ".");
        CorridorApi.Trade bought = buy(corridor, purchase, makersWallet, makerAbroad, gasWallet, dapp);
        long boughtFen = network.wallets()
                .wallet(network.auditor(), gasWallet.walletId())
                .availableFen();
        tell("Gas wallet: " + yuan(boughtFen) + " e-CNY.");
        CorridorApi.Trade failed = buy(corridor, purchase, makersWallet, makerAbroad, gasWallet, dapp);
        long gasSpentFen = use(gasWallet, purchase.usages());
        tell("The dApp was used " + purchase.usages() + " times, which cost " + yuan(gasSpentFen) + " of gas.");
        return new Result(
                bought,
                failed,
                gasSpentFen,
                network.wallets()
                        .wallet(network.auditor(), gasWallet.walletId())
                        .availableFen(),
                corridor.balance(network.auditor(), dapp.accountId()),
                corridor.balance(network.auditor(), makerAbroad.accountId()),
                settledLaws(corridor));
    }

    /** A corridor that is open keeps the terms that somebody has set. */
    private void openCorridor(CorridorApi corridor, Purchase purchase) {
        if (corridor.terms().isEmpty()) {
            corridor.set(
                    network.centralBank(),
                    new CorridorApi.Terms(
                            1,
                            purchase.currency(),
                            "OPEN",
                            Math.multiplyExact(purchase.amountFen(), 10L),
                            Math.multiplyExact(purchase.amountFen(), 1_000L),
                            LONGEST_QUOTE_SECONDS));
        }
        CorridorApi.Terms terms = corridor.terms().orElseThrow();
        if (!terms.currency().equals(purchase.currency())) {
            throw new IllegalArgumentException("corridor " + purchase.corridorId() + " is one of " + terms.currency()
                    + ", not " + purchase.currency());
        }
        tell("Corridor " + purchase.corridorId() + " is " + terms.state() + ": at most " + yuan(terms.perTradeFen())
                + " a trade, " + yuan(terms.perDayFen()) + " a day.");
    }

    private ForeignHolder open(CorridorApi corridor, String name, String lei, String operatorId) {
        String accountId = name + "-" + id().toString().substring(0, 8);
        SigningKey key = key();
        corridor.open(
                network.centralBank(),
                new CorridorApi.Account(
                        accountId,
                        Lei.completing(lei).value(),
                        key.algorithm().wireName(),
                        publicKey(key),
                        operatorId));
        return new ForeignHolder(accountId, key);
    }

    private Holder openWallet(Bank bank, long fen) {
        SigningKey key = key();
        var opening = new WalletApi.Opening(
                bank.operatorId(), "CORPORATE", publicKey(key), key.algorithm().wireName(), null);
        // The bank's admission and its currency may still be on their way.
        Patience.FOR_AN_EVENT.until(
                "currency in the vault of " + bank.operatorId(),
                () -> network.wallets()
                        .vault(network.auditor(), bank.operatorId())
                        .filter(vault -> vault.vaultFen() >= fen)
                        .isPresent());
        String walletId = network.wallets()
                .open(bank.credentials(), id().toString(), opening)
                .walletId();
        if (fen > 0) {
            require(network.wallets().exchange(bank.credentials(), id(), walletId, "TO_WALLET", fen));
        }
        return new Holder(walletId, key);
    }

    private CorridorApi.Trade buy(
            CorridorApi corridor,
            Purchase purchase,
            Holder payer,
            ForeignHolder makerAbroad,
            Holder payee,
            ForeignHolder dapp) {
        UUID quoteId = id();
        PaymentOrder order = new PaymentOrder(
                id(),
                payer.walletId(),
                payee.walletId(),
                new Money(purchase.amountFen()),
                new Money(MAX_GAS_FEE_FEN),
                clock.instant().plusSeconds(VALIDITY_SECONDS).truncatedTo(ChronoUnit.SECONDS),
                new QuoteReference(quoteId, purchase.amountMinor(), purchase.currency(), makerAbroad.accountId())
                        .text());
        SignedPayment signed = SignedPayment.of(order, network.network(), payer.key());
        CorridorApi.Quote quote = corridor.offer(
                maker.credentials(),
                new CorridorApi.Offer(
                        quoteId,
                        makerAbroad.accountId(),
                        dapp.accountId(),
                        purchase.amountMinor(),
                        signed.order(),
                        signed.signature()));
        tell("Quote: " + minor(quote.amountMinor(), purchase) + " for " + yuan(quote.amountFen()) + " e-CNY ("
                + quote.fenPerMinor() + " fen each), good until " + quote.expiresAt() + ".");
        CorridorApi.Trade trade = corridor.acceptAndWait(SignedTrade.of(
                new TradeOrder(
                        id(),
                        purchase.corridorId(),
                        quoteId,
                        dapp.accountId(),
                        purchase.currency(),
                        purchase.amountMinor(),
                        payee.walletId(),
                        new Money(purchase.amountFen())),
                network.network(),
                dapp.key()));
        tell(
                trade.state().equals("SETTLED")
                        ? "Accepted: both legs are final. The e-CNY leg is payment " + trade.paymentId() + "."
                        : "Accepted, but the e-CNY leg was refused (" + trade.reason() + "): the dApp has its "
                                + purchase.currency() + " back, and nobody was paid.");
        return trade;
    }

    /** Every use of the dApp is a payment of its wallet, and is charged gas like every payment. */
    private long use(Holder gasWallet, int usages) {
        Holder shop = openWallet(host, 0);
        long gasFen = 0;
        for (int i = 0; i < usages; i++) {
            PaymentOrder usage = new PaymentOrder(
                    id(),
                    gasWallet.walletId(),
                    shop.walletId(),
                    new Money(USAGE_FEN),
                    new Money(MAX_GAS_FEE_FEN),
                    clock.instant().plusSeconds(VALIDITY_SECONDS).truncatedTo(ChronoUnit.SECONDS),
                    "usage " + (i + 1));
            Answer answer = network.wallets().pay(SignedPayment.of(usage, network.network(), gasWallet.key()));
            gasFen += answer.as(WalletApi.Payment.class).gasFeeFen();
        }
        return gasFen;
    }

    /** The notary hears of payments on a way of its own, some tenths of a second later. */
    private static JsonNode settledLaws(CorridorApi corridor) {
        JsonNode[] latest = new JsonNode[1];
        Patience.FOR_AN_EVENT.until("the payments of all trades in the logs", () -> {
            latest[0] = corridor.laws();
            return latest[0].path("legsOnTheirWay").asLong() == 0;
        });
        return latest[0];
    }

    private UUID id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    private SigningKey key() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return SigningKey.derive(SignatureAlgorithm.ED25519, secret, "gas purchase");
    }

    private static String publicKey(SigningKey key) {
        return Base64Url.encode(key.verifyingKey().raw());
    }

    private static void require(Answer answer) {
        if (!answer.succeeded()) {
            throw new UnexpectedAnswer(answer);
        }
    }

    private void tell(String sentence) {
        teller.accept(sentence);
    }

    private static String yuan(long fen) {
        return String.format(Locale.ROOT, "%,d.%02d yuan", fen / 100, fen % 100);
    }

    /** ISO 4217 calls cents, sen and the like minor units. */
    private static String minor(long amount, Purchase purchase) {
        return String.format(Locale.ROOT, "%,d minor units of %s", amount, purchase.currency());
    }
}
