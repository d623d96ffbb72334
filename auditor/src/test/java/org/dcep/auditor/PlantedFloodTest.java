package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.SettlementBooked;
import org.dcep.kernel.Money;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestMint;
import org.junit.jupiter.api.Test;

/** So many forged events of the largest amount that no {@code long} holds their sum; something else is spoiled after them. */
class PlantedFloodTest extends SpoiledNetwork {
    private static final int FLOOD = 1_100;
    private static final int EVENTS_A_RECORD = 100;
    private static final BigInteger FLOOD_FEN =
            BigInteger.valueOf(Money.MAX_FEN).multiply(BigInteger.valueOf(FLOOD));

    private final String forger = UUID.randomUUID().toString();
    private long sent;

    @Test
    void namesAFloodOfPaymentsAndFindsWhatIsSpoiledAfterIt() {
        List<PaymentCommitted> flood = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            flood.add(payment(payee, BANK_A));
            flood.add(payment(stranger, BANK_B));
        }
        send(flood);
        assertThat(only("CauseMissing").book()).contains(BANK_A);

        UUID doubled = doubledPayment();
        network.closeCycle();
        Finding amount = auditor.awaitFinding(
                "MarkerDiffers", differs -> differs.expected().startsWith("amountFen"));
        BigInteger marked = new BigInteger(amount.found().split(" ")[1]);
        long doubledFen = 888;
        assertThat(amount.expected())
                .isEqualTo("amountFen " + marked.add(FLOOD_FEN.shiftLeft(1)).add(BigInteger.valueOf(doubledFen)));
        Finding invented = auditor.awaitFinding("EventInvented");
        assertThat(flood)
                .extracting(payment -> payment.paymentId().toString())
                .contains(invented.cause().orElseThrow());
        assertThat(auditor.awaitFinding("EventDoubled").cause()).contains(doubled.toString());
        assertThat(auditor.awaitFinding(
                                "ChangesDiffer",
                                differs -> differs.account().equals(Optional.of(PlayedNetwork.text(payer))))
                        .book())
                .contains(BANK_A);
    }

    private PaymentCommitted payment(long to, String payeeOperator) {
        return new PaymentCommitted(
                UUID.randomUUID(),
                BANK_A,
                network.openCycle(),
                payeeOperator,
                PlayedNetwork.text(payer),
                PlayedNetwork.text(to),
                Money.MAX_FEN,
                21_000,
                1,
                1,
                Instant.now());
    }

    private UUID doubledPayment() {
        network.spoil(event -> event instanceof PaymentCommitted ? List.of(event, event) : List.of(event));
        UUID doubled = network.pay(payer, payee, 888);
        network.behave();
        return doubled;
    }

    @Test
    void namesAFloodOfSettlementsAndFindsWhatIsSpoiledAfterIt() {
        UUID settlement = UUID.randomUUID();
        List<Event> bookings = new ArrayList<>();
        List<Event> settlements = new ArrayList<>();
        List<Event> sweeps = new ArrayList<>();
        List<Event> placements = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            bookings.add(new SettlementBooked(
                    settlement, BANK_A, network.openCycle(), "CURRENCY", Money.MAX_FEN, Money.MAX_FEN));
            settlements.add(new PaymentsSettled(
                    UUID.randomUUID(),
                    network.openCycle(),
                    "GROSS",
                    "RESERVES",
                    List.of(new PaymentsSettled.Movement(BANK_A, BANK_B, Money.MAX_FEN))));
            sweeps.add(new GasRevenueSettled(
                    UUID.randomUUID(),
                    network.openCycle(),
                    List.of(new GasRevenueSettled.Collected(BANK_B, Money.MAX_FEN)),
                    List.of()));
            placements.add(new LiquidityPlaced(UUID.randomUUID(), BANK_B, Money.MAX_FEN));
        }
        List.of(bookings, settlements, sweeps, placements).forEach(this::send);
        Finding caused = auditor.awaitFinding(
                "CauseMissing", missing -> missing.cause().equals(Optional.of(settlement.toString())));
        assertThat(caused.expected()).contains(FLOOD_FEN.toString());
        AuditView view = auditor.await(
                "all placements",
                seen -> seen.books().stream()
                        .anyMatch(book -> book.settlementAccountFen().equals(FLOOD_FEN.shiftLeft(1))));
        assertThat(view.books().get(0).settlementAccountFen()).isEqualTo(FLOOD_FEN.negate());
        assertThat(view.books().get(0).issuedFen()).isLessThan(FLOOD_FEN.negate());

        CurrencyIssued genuine = TestMint.issuance(BANK_A, 500, 1);
        IssuedCoin coin = genuine.coins().get(0);
        network.kafka().publish(new CurrencyIssued(genuine.issuanceId(), BANK_A, 40_000, List.of(worth(coin, 40_000))));
        assertThat(only("CoinRefused").cause()).contains(coin.serial().toString());
    }

    @Test
    void namesACoinThatIsRetiredAThousandTimesAndGoesOn() {
        IssuedCoin coin = worth(TestMint.coin(BANK_A, 500), Money.MAX_FEN);
        UUID cause = UUID.randomUUID();
        network.kafka().publish(new CurrencyIssued(cause, BANK_A, Money.MAX_FEN, List.of(coin)));
        auditor.awaitFinding("CoinRefused", refused -> refused.found().contains("signature"));
        network.kafka()
                .publish(new CurrencyRegistered(
                        UUID.randomUUID(), BANK_A, Collections.nCopies(FLOOD, coin.serial()), List.of()));
        auditor.awaitFinding("CoinRefused", refused -> refused.found().contains("retired before"));
        Finding sum = auditor.awaitFinding(
                "CauseMissing", missing -> missing.expected().contains("coins"));
        assertThat(sum.expected()).contains(FLOOD_FEN.negate().toString());
        network.closeCycle();
        assertThat(auditor.awaitCompared(1).books()).hasSize(2);
    }

    private static IssuedCoin worth(IssuedCoin coin, long fen) {
        return new IssuedCoin(coin.serial(), fen, coin.operatorId(), coin.issuedAt(), coin.keyId(), coin.signature());
    }

    /** A hundred a record, as a relay sends what one transaction has told; all of one topic and key. */
    private void send(List<? extends Event> events) {
        for (int from = 0; from < events.size(); from += EVENTS_A_RECORD) {
            List<? extends Event> some = events.subList(from, Math.min(events.size(), from + EVENTS_A_RECORD));
            String lines = some.stream().map(EventJson::write).collect(Collectors.joining("\n"));
            sent++;
            network.kafka()
                    .send(new KafkaProbe.Sent(
                            some.get(0).topic(), some.get(0).key(), lines, forger, sent + ":" + sent));
        }
    }
}
