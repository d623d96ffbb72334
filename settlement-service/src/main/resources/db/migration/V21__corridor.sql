-- The corridor to a foreign ledger. That ledger is a book of its own: no row of it is ever changed together with one of an
-- operator's wallet book. Amounts of it are in the smallest unit of its currency.

CREATE TABLE corridor (
    corridor_id  text        PRIMARY KEY CHECK (corridor_id ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$' AND currency <> 'CNY'),
    -- What the foreign central bank owes: its account is this much below zero, and all others are not.
    issued_minor bigint      NOT NULL DEFAULT 0 CHECK (issued_minor BETWEEN 0 AND 9007199254740991),
    entries      bigint      NOT NULL DEFAULT 0,
    opened_at    timestamptz NOT NULL
);

-- Every version that the central bank has set; the highest is in force.
CREATE TABLE corridor_terms (
    corridor_id           text        NOT NULL REFERENCES corridor,
    version               integer     NOT NULL CHECK (version >= 1),
    state                 text        NOT NULL CHECK (state IN ('OPEN', 'SUSPENDED')),
    per_trade_fen         bigint      NOT NULL CHECK (per_trade_fen >= 1),
    per_day_fen           bigint      NOT NULL CHECK (per_day_fen >= per_trade_fen),
    longest_quote_seconds integer     NOT NULL CHECK (longest_quote_seconds BETWEEN 30 AND 600),
    set_at                timestamptz NOT NULL,
    PRIMARY KEY (corridor_id, version)
);

CREATE TABLE foreign_account (
    corridor_id     text        NOT NULL REFERENCES corridor,
    account_id      text        NOT NULL CHECK (account_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
    lei             text        NOT NULL CHECK (lei ~ '^[0-9A-Z]{18}[0-9]{2}$'),
    algorithm       text        NOT NULL,
    public_key      bytea       NOT NULL,
    -- The bank whose market maker's account it is; null for everybody else's.
    operator_id     text        REFERENCES operator,
    available_minor bigint      NOT NULL DEFAULT 0 CHECK (available_minor >= 0),
    held_minor      bigint      NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
    opened_at       timestamptz NOT NULL,
    PRIMARY KEY (corridor_id, account_id)
);

-- Double entry: what leaves one place enters another. Nothing is edited or deleted. Account '' is the central bank's.
CREATE TABLE foreign_entry (
    corridor_id    text        NOT NULL REFERENCES corridor,
    seq            bigint      NOT NULL,
    move           text        NOT NULL CHECK (move IN ('ISSUE', 'HOLD', 'PAY', 'RELEASE')),
    cause          uuid        NOT NULL,
    debit_place    text        NOT NULL CHECK (debit_place IN ('ISSUED', 'AVAILABLE', 'HELD')),
    debit_account  text        NOT NULL CHECK ((debit_place = 'ISSUED') = (debit_account = '')),
    credit_place   text        NOT NULL CHECK (credit_place IN ('AVAILABLE', 'HELD')),
    credit_account text        NOT NULL,
    amount_minor   bigint      NOT NULL CHECK (amount_minor >= 1),
    at             timestamptz NOT NULL,
    PRIMARY KEY (corridor_id, seq)
);
-- Issued once, held once, and then paid or released, never both: whatever the code believes.
CREATE UNIQUE INDEX foreign_entry_issued_once ON foreign_entry (cause) WHERE move = 'ISSUE';
CREATE UNIQUE INDEX foreign_entry_held_once ON foreign_entry (cause) WHERE move = 'HOLD';
CREATE UNIQUE INDEX foreign_entry_ended_once ON foreign_entry (cause) WHERE move IN ('PAY', 'RELEASE');

-- What a market maker offers, with the payment order that its wallet has signed for it. Nobody but its bank sees the order
-- before it is executed.
CREATE TABLE corridor_quote (
    quote_id        uuid        PRIMARY KEY,
    corridor_id     text        NOT NULL REFERENCES corridor,
    operator_id     text        NOT NULL REFERENCES operator,
    maker_account   text        NOT NULL,
    buyer_account   text        NOT NULL,
    amount_minor    bigint      NOT NULL CHECK (amount_minor >= 1),
    payment_id      uuid        NOT NULL UNIQUE,
    payer           text        NOT NULL,
    payee           text        NOT NULL,
    amount_fen      bigint      NOT NULL CHECK (amount_fen >= 1),
    max_gas_fee_fen bigint      NOT NULL CHECK (max_gas_fee_fen >= 0),
    expires_at      timestamptz NOT NULL,
    reference       text        NOT NULL,
    signature       text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('OPEN', 'TAKEN', 'WITHDRAWN')),
    offered_at      timestamptz NOT NULL,
    FOREIGN KEY (corridor_id, maker_account) REFERENCES foreign_account,
    FOREIGN KEY (corridor_id, buyer_account) REFERENCES foreign_account
);

CREATE TABLE corridor_trade (
    trade_id      uuid        PRIMARY KEY,
    corridor_id   text        NOT NULL REFERENCES corridor,
    quote_id      uuid        NOT NULL UNIQUE REFERENCES corridor_quote,
    fingerprint   bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    signature     text        NOT NULL,
    business_date date        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('HELD', 'SETTLED', 'RELEASED')),
    reason        text        NOT NULL DEFAULT '',
    held_at       timestamptz NOT NULL,
    ended_at      timestamptz,
    -- What the notary's log must hold for the e-CNY leg, computed from the terms of the trade.
    leaf_hash     bytea       CHECK (octet_length(leaf_hash) = 32),
    CHECK ((state = 'HELD') = (ended_at IS NULL)),
    CHECK ((state = 'SETTLED') = (leaf_hash IS NOT NULL)),
    CHECK ((state = 'RELEASED') = (reason <> ''))
);
CREATE INDEX corridor_trade_day ON corridor_trade (corridor_id, business_date);
CREATE INDEX corridor_trade_held ON corridor_trade (held_at) WHERE state = 'HELD';
