-- What the second reader has added up. It has its own tables on purpose: nothing here is written by the code
-- that settles, and nothing there is read.

-- Changes of a bank's book in a cycle, from the book's events. Issued is positive, clearing is signed.
-- Paid and received are payments between different banks; received is told by the payer's events.
CREATE TABLE recon_book (
    operator_id  text   NOT NULL,
    cycle_id     bigint NOT NULL,
    events       bigint NOT NULL DEFAULT 0,
    payments     bigint NOT NULL DEFAULT 0,
    amount_fen   bigint NOT NULL DEFAULT 0,
    gas_fee_fen  bigint NOT NULL DEFAULT 0,
    issued_fen   bigint NOT NULL DEFAULT 0,
    vault_fen    bigint NOT NULL DEFAULT 0,
    wallets_fen  bigint NOT NULL DEFAULT 0,
    held_fen     bigint NOT NULL DEFAULT 0,
    clearing_fen bigint NOT NULL DEFAULT 0,
    gas_fen      bigint NOT NULL DEFAULT 0,
    paid_fen     bigint NOT NULL DEFAULT 0,
    received_fen bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (operator_id, cycle_id)
);

-- What the book itself says at the end of a cycle: balances, not changes. Disputed: told twice, differently.
CREATE TABLE recon_marker (
    operator_id  text        NOT NULL,
    cycle_id     bigint      NOT NULL,
    events       bigint      NOT NULL,
    payments     bigint      NOT NULL,
    amount_fen   bigint      NOT NULL,
    gas_fee_fen  bigint      NOT NULL,
    issued_fen   bigint      NOT NULL,
    vault_fen    bigint      NOT NULL,
    wallets_fen  bigint      NOT NULL,
    held_fen     bigint      NOT NULL,
    clearing_fen bigint      NOT NULL,
    gas_fen      bigint      NOT NULL,
    disputed     boolean     NOT NULL DEFAULT false,
    seen_at      timestamptz NOT NULL,
    PRIMARY KEY (operator_id, cycle_id)
);

-- The central bank's side, per bank. Settled is signed: received less paid.
CREATE TABLE recon_central (
    operator_id  text   PRIMARY KEY,
    issued_fen   bigint NOT NULL DEFAULT 0,
    redeemed_fen bigint NOT NULL DEFAULT 0,
    settled_fen  bigint NOT NULL DEFAULT 0,
    swept_fen    bigint NOT NULL DEFAULT 0,
    coins_fen    bigint NOT NULL DEFAULT 0
);

CREATE TABLE recon_treasury (
    beneficiary text   PRIMARY KEY,
    amount_fen  bigint NOT NULL
);

-- Settled payments per cycle, as settlement announced them.
CREATE TABLE recon_settled (
    cycle_id    bigint NOT NULL,
    operator_id text   NOT NULL,
    mode        text   NOT NULL,
    net_fen     bigint NOT NULL,
    PRIMARY KEY (cycle_id, operator_id)
);

-- A movement of issued currency has two ends: the centre's and the book's. What only one end has told is in transit.
CREATE TABLE recon_leg (
    cause_id    uuid        NOT NULL,
    operator_id text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('ISSUANCE', 'REDEMPTION', 'PAYMENTS', 'GAS')),
    central_fen bigint,
    book_fen    bigint,
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (cause_id, operator_id)
);
CREATE INDEX recon_leg_in_transit ON recon_leg (seen_at) WHERE central_fen IS NULL OR book_fen IS NULL;

CREATE TABLE recon_progress (
    topic      text        PRIMARY KEY,
    events     bigint      NOT NULL,
    applied_at timestamptz NOT NULL
);
