package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.dcep.bench.SampleOrder;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.ledger.GasCharge;
import org.dcep.web.StrictJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A signed order as it comes in, and both forms in which its outcome goes out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PaymentJsonBenchmark {
    private final PaymentOrder order = SampleOrder.numbered(1);
    private final byte[] signature = SigningKey.fromSecret(
                    SignatureAlgorithm.SM2, HexFormat.of().parseHex("3c".repeat(SigningKey.SECRET_BYTES)))
            .sign(order.signedBytes(SampleOrder.NETWORK));
    private final byte[] request = request();
    private final PaymentAnswer.Decided answer = new PaymentAnswer.Decided(payment(), true);
    private final ObjectWriter view = StrictJson.mapper().writerFor(PaymentView.class);
    private final ObjectWriter line = StrictJson.mapper().writerFor(OutcomeLine.class);

    @Benchmark
    public Object readOrder() {
        return OrderReader.read(request, SampleOrder.NETWORK, SampleOrder.NOW);
    }

    @Benchmark
    public byte[] writePayment() throws JsonProcessingException {
        return view.writeValueAsBytes(PaymentView.of(answer.payment()));
    }

    @Benchmark
    public byte[] writeOutcomeLine() throws JsonProcessingException {
        return line.writeValueAsBytes(OutcomeLine.of(1, answer));
    }

    private byte[] request() {
        ObjectMapper json = new ObjectMapper();
        var fields = json.createObjectNode()
                .put("id", order.id().toString())
                .put("payer", order.payer())
                .put("payee", order.payee())
                .put("amountFen", order.amount().fen())
                .put("maxGasFeeFen", order.maxGasFee().fen())
                .put("expiresAt", order.expiresAt().toString())
                .put("reference", order.reference());
        return json.createObjectNode()
                .put("signature", Base64Url.encode(signature))
                .set("order", fields)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private PaymentRow payment() {
        SignedOrder signed = SignedOrder.of(order, signature, SampleOrder.NETWORK);
        var decision = new PaymentRow.Decision(1, 1, LocalDate.of(2026, 11, 24), SampleOrder.NOW);
        GasCharge gas = new GasCharge(21_000, 945_000, new Money(1), 55_000);
        return PaymentRow.decided(signed, signed.fingerprint(), PaymentState.ACCEPTED, gas, 1, decision);
    }
}
