package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.wallet.payment.OrderReading.Malformed;
import org.dcep.wallet.payment.OrderReading.Readable;

/**
 * Reads {@code {"order": {...}, "signature": "..."}} straight from the request's bytes.
 *
 * <p>A signature that is a string but cannot be one of any key is readable: it is a bad signature, not a malformed
 * request.
 */
final class OrderReader {
    private static final List<String> FIELDS =
            List.of("id", "payer", "payee", "amountFen", "maxGasFeeFen", "expiresAt", "reference");

    private static final int REQUIRED = FIELDS.indexOf("reference");

    private final OrderFields fields;
    private UUID id;
    private String payer;
    private String payee;
    private Money amount;
    private Money maxGasFee;
    private Instant expiresAt;
    private String reference = "";

    private OrderReader(Instant now) {
        this.fields = new OrderFields(now);
    }

    /**
     * Reads one request, or one line of many.
     *
     * @param now an order that expires more than ten minutes later is malformed
     */
    static OrderReading read(byte[] json, int offset, int length, String network, Instant now) {
        OrderReader reader = new OrderReader(now);
        reader.fields.document(
                json,
                offset,
                length,
                (parser, field, path) -> reader.fields.object(parser, path, FIELDS, REQUIRED, reader::readField));
        return reader.result(network);
    }

    static OrderReading read(byte[] json, String network, Instant now) {
        return read(json, 0, json.length, network, now);
    }

    private OrderReading result(String network) {
        if (!fields.violations().isEmpty()) {
            return new Malformed(fields.violations());
        }
        PaymentOrder order = new PaymentOrder(id, payer, payee, amount, maxGasFee, expiresAt, reference);
        return new Readable(SignedOrder.of(order, fields.signature(), network));
    }

    private void readField(JsonParser parser, int field, String path) throws IOException {
        switch (field) {
            case 0 -> id = fields.id(parser, path);
            case 1 -> payer = fields.wallet(parser, path);
            case 2 -> payee = fields.wallet(parser, path);
            case 3 -> amount = fields.fen(parser, path, 1);
            case 4 -> maxGasFee = fields.fen(parser, path, 0);
            case 5 -> expiresAt = fields.expiry(parser, path);
            case 6 -> reference = fields.reference(parser, path);
            default -> throw new IllegalArgumentException("an order has no field " + field);
        }
    }
}
