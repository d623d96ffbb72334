-- Settlements in reserves, as the second reader adds them up. In a book they leave CLEARING for RESERVES, at the centre
-- they change an operator's settlement account and not what is registered to it.
ALTER TABLE recon_book ADD COLUMN reserves_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE recon_marker ADD COLUMN reserves_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE recon_central ADD COLUMN reserves_fen bigint NOT NULL DEFAULT 0;

ALTER TABLE recon_leg DROP CONSTRAINT recon_leg_kind_check;
ALTER TABLE recon_leg ADD CONSTRAINT recon_leg_kind_check
    CHECK (kind IN ('ISSUANCE', 'REDEMPTION', 'PAYMENTS', 'GAS', 'RESERVES'));

-- Reserves that went into settlement accounts and out of them. Events: how many have told the transfer.
CREATE TABLE recon_liquidity (
    transfer_id uuid   NOT NULL,
    direction   text   NOT NULL CHECK (direction IN ('PLACEMENT', 'RETURN')),
    operator_id text   NOT NULL,
    amount_fen  bigint NOT NULL,
    events      bigint NOT NULL,
    PRIMARY KEY (transfer_id, direction)
);
CREATE INDEX recon_liquidity_operator ON recon_liquidity (operator_id);

-- Cycles of which nothing is left to settle, as settlement says.
CREATE TABLE recon_settled_cycle (
    cycle_id bigint      PRIMARY KEY,
    seen_at  timestamptz NOT NULL
);
