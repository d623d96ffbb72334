-- Reserves with which operators settle, and settlements that reserves have paid.

-- ---------------------------------------------------------------------------------------------------------------------
-- One account stands for the settlement accounts of all operators together; who has how much of it is settlement's to
-- know. It has no sign: one operator may take out what another has paid it with intraday credit, which is the central
-- bank's own, and how much of that is drawn only settlement knows.
ALTER TABLE holder DROP CONSTRAINT holder_kind, DROP CONSTRAINT holder_shape;
ALTER TABLE holder
    ADD CONSTRAINT holder_kind CHECK (kind IN ('OPERATOR', 'BENEFICIARY', 'SETTLEMENT')),
    ADD CONSTRAINT holder_shape CHECK (
        CASE kind
            WHEN 'OPERATOR' THEN id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'
            WHEN 'SETTLEMENT' THEN id = 'settlement:accounts'
            ELSE id ~ '^treasury:[^\n]{1,64}$'
        END);

ALTER TABLE account DROP CONSTRAINT account_kind, DROP CONSTRAINT account_sign;
ALTER TABLE account
    ADD CONSTRAINT account_kind CHECK (
        kind IN ('FUNDING', 'FREE', 'LOCKED', 'ISSUED', 'REDEEMED', 'OUTSTANDING', 'SETTLEMENT')),
    ADD CONSTRAINT account_sign CHECK (
        CASE
            WHEN kind IN ('FUNDING', 'ISSUED') THEN balance_fen <= 0
            WHEN kind = 'SETTLEMENT' THEN true
            ELSE balance_fen >= 0
        END),
    ADD CONSTRAINT account_settlement CHECK ((kind = 'SETTLEMENT') = (holder = 'settlement:accounts'));

INSERT INTO holder (id, kind) VALUES ('settlement:accounts', 'SETTLEMENT');
INSERT INTO account (id, holder, kind) VALUES ('settlement:accounts/SETTLEMENT', 'settlement:accounts', 'SETTLEMENT');

ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_cause;
ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_cause CHECK (
    cause IN ('ADMISSION', 'RESERVES', 'ISSUANCE', 'REDEMPTION', 'PAYMENTS', 'GAS', 'LIQUIDITY_PLACED',
        'LIQUIDITY_RETURNED'));

-- One row per direction and id for ever, refused or not. A return was decided by settlement and is never refused.
CREATE TABLE liquidity_transfer (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    direction text NOT NULL,
    transfer_id uuid NOT NULL,
    operator_id text NOT NULL REFERENCES operator (id),
    amount_fen bigint NOT NULL,
    reason text,
    decided_at timestamptz NOT NULL,
    CONSTRAINT liquidity_transfer_once UNIQUE (direction, transfer_id),
    CONSTRAINT liquidity_transfer_direction CHECK (direction IN ('PLACEMENT', 'RETURN')),
    CONSTRAINT liquidity_transfer_reason CHECK (reason IS NULL OR direction = 'PLACEMENT'),
    CONSTRAINT liquidity_transfer_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991)
);

CREATE INDEX liquidity_transfer_operator ON liquidity_transfer (operator_id, seq);
CREATE TRIGGER liquidity_transfer_append_only BEFORE UPDATE OR DELETE ON liquidity_transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------------------------------------------------------------
-- Settlements that reserves have paid: known here, but nothing in the register of coins or the book changes with them.
CREATE TABLE reserve_settlement (
    settlement_id uuid PRIMARY KEY,
    cycle_id bigint NOT NULL,
    mode text NOT NULL,
    movements integer NOT NULL,
    amount_fen bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT reserve_settlement_amount CHECK (amount_fen >= 0 AND movements >= 0)
);

CREATE TRIGGER reserve_settlement_append_only BEFORE UPDATE OR DELETE ON reserve_settlement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
