package org.dcep.issuer.message;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.dcep.iso20022.LiquidityTransfer;
import org.dcep.iso20022.LiquidityTransferXml;
import org.dcep.iso20022.MessageHeader;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Liquidity that changed its form or its account, as camt.050.001.05; the same transfer gives the same message, byte for byte. */
@ApplicationScoped
public class LiquidityMessages {
    /** Source: assumption A-07 in docs/sources.md. */
    private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    private final String network;

    LiquidityMessages(@ConfigProperty(name = "dcep.network") String network) {
        this.network = network;
    }

    /** Reserves that became currency at {@code at}. */
    public byte[] ofIssuance(UUID id, String operatorId, long amountFen, Instant at) {
        return written(LiquidityTransfer.ofIssuance(
                header("issuance", id, at), id, OperatorId.of(operatorId), Money.fen(amountFen), day(at)));
    }

    /** Currency that became reserves at {@code at}. */
    public byte[] ofRedemption(UUID id, String operatorId, long amountFen, Instant at) {
        return written(LiquidityTransfer.ofRedemption(
                header("redemption", id, at), id, OperatorId.of(operatorId), Money.fen(amountFen), day(at)));
    }

    /** Reserves that were placed for settlement at {@code at}. */
    public byte[] ofPlacement(UUID id, String operatorId, long amountFen, Instant at) {
        return written(LiquidityTransfer.ofPlacement(
                header("placement", id, at), id, OperatorId.of(operatorId), Money.fen(amountFen), day(at)));
    }

    /** Reserves that came back from settlement at {@code at}. */
    public byte[] ofReturn(UUID id, String operatorId, long amountFen, Instant at) {
        return written(LiquidityTransfer.ofReturn(
                header("return", id, at), id, OperatorId.of(operatorId), Money.fen(amountFen), day(at)));
    }

    private MessageHeader header(String kind, UUID id, Instant at) {
        return MessageHeader.named(network + "/" + kind + "/" + id, at);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BUSINESS_ZONE);
    }

    private static byte[] written(LiquidityTransfer transfer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LiquidityTransferXml.write(transfer, out);
        return out.toByteArray();
    }
}
