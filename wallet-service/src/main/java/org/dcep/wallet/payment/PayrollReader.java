package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.web.Problem.Violation;

/** Reads a signed payroll as strictly as {@link OrderReader} reads an order. */
final class PayrollReader {
    static final int MAX_ITEMS = 1_000;
    private static final List<String> FIELDS = List.of("payer", "items", "maxGasFeeFen", "expiresAt", "reference");
    private static final int REQUIRED = FIELDS.indexOf("reference");
    private static final List<String> ITEM_FIELDS = List.of("id", "payee", "amountFen");

    private final OrderFields fields;
    private final List<Payroll.Item> items = new ArrayList<>();
    private final Set<UUID> ids = new HashSet<>();
    private String payer;
    private Money maxGasFee;
    private Instant expiresAt;
    private String reference = "";
    private UUID itemId;
    private String itemPayee;
    private Money itemAmount;

    private PayrollReader(Instant now) {
        this.fields = new OrderFields(now);
    }

    /** Either a payroll with its signature, or what is wrong with the request. */
    record Reading(Optional<SignedPayroll> payroll, List<Violation> violations) {}

    static Reading read(byte[] json, String network, Instant now) {
        PayrollReader reader = new PayrollReader(now);
        reader.fields.document(
                json,
                0,
                json.length,
                (parser, field, path) -> reader.fields.object(parser, path, FIELDS, REQUIRED, reader::readField));
        return reader.result(network);
    }

    private Reading result(String network) {
        if (!fields.violations().isEmpty()) {
            return new Reading(Optional.empty(), List.copyOf(fields.violations()));
        }
        Payroll payroll = new Payroll(payer, items, maxGasFee, expiresAt, reference);
        return new Reading(Optional.of(new SignedPayroll(payroll, fields.signature(), network)), List.of());
    }

    private void readField(JsonParser parser, int field, String path) throws IOException {
        switch (field) {
            case 0 -> payer = fields.wallet(parser, path);
            case 1 -> readItems(parser, path);
            case 2 -> maxGasFee = fields.fen(parser, path, 0);
            case 3 -> expiresAt = fields.expiry(parser, path);
            case 4 -> reference = fields.reference(parser, path);
            default -> throw new IllegalArgumentException("a payroll has no field " + field);
        }
    }

    private void readItems(JsonParser parser, String path) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            fields.violate(path, "must be an array");
            parser.skipChildren();
            return;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count++ < MAX_ITEMS) {
                readItem(parser, path + "[" + (count - 1) + "]");
            } else {
                parser.skipChildren();
            }
        }
        if (count < 1 || count > MAX_ITEMS) {
            fields.violate(path, "must have 1 to " + MAX_ITEMS + " items");
        }
    }

    private void readItem(JsonParser parser, String path) throws IOException {
        itemId = null;
        itemPayee = null;
        itemAmount = null;
        fields.object(parser, path, ITEM_FIELDS, ITEM_FIELDS.size(), this::readItemField);
        if (itemId != null && !ids.add(itemId)) {
            fields.violate(path + ".id", "is given twice");
        }
        if (itemId != null && itemPayee != null && itemAmount != null) {
            items.add(new Payroll.Item(itemId, itemPayee, itemAmount));
        }
    }

    private void readItemField(JsonParser parser, int field, String path) throws IOException {
        switch (field) {
            case 0 -> itemId = fields.id(parser, path);
            case 1 -> itemPayee = fields.wallet(parser, path);
            case 2 -> itemAmount = fields.fen(parser, path, 1);
            default -> throw new IllegalArgumentException("an item has no field " + field);
        }
    }
}
