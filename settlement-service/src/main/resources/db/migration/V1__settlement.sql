-- The books between the tiers. What Java promises, keys and checks repeat.

-- Which banks there are. The central bank says so; a bank is never forgotten.
CREATE TABLE operator (
    operator_id     text        PRIMARY KEY CHECK (operator_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
    operator_number integer     NOT NULL CHECK (operator_number BETWEEN 1 AND 999),
    name            text        NOT NULL,
    admitted_at     timestamptz NOT NULL
);

CREATE TABLE cycle (
    cycle_id           bigint      PRIMARY KEY CHECK (cycle_id >= 1),
    state              text        NOT NULL CHECK (state IN ('OPEN', 'CLOSING', 'NETTED', 'SETTLED')),
    mode               text        NOT NULL CHECK (mode IN ('DEFERRED_NET', 'GROSS')),
    business_date      date        NOT NULL,
    opened_at          timestamptz NOT NULL,
    closed_at          timestamptz,
    netted_at          timestamptz,
    settled_at         timestamptz,
    gas_policy_version integer,
    CHECK ((state = 'OPEN') = (closed_at IS NULL)),
    CHECK ((state IN ('NETTED', 'SETTLED')) = (netted_at IS NOT NULL)),
    CHECK ((state = 'SETTLED') = (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_cycle_is_open ON cycle ((true)) WHERE state = 'OPEN';
CREATE INDEX cycle_in_work ON cycle (cycle_id) WHERE state IN ('CLOSING', 'NETTED');

-- The first cycle is open from the start; every later one is opened by closing the one before it.
INSERT INTO cycle (cycle_id, state, mode, business_date, opened_at)
VALUES (1, 'OPEN', '${settlement-mode}', (now() AT TIME ZONE '${business-zone}')::date, now());

-- Who asked to close a cycle, with the date as asked for; the id makes a repeated request harmless.
CREATE TABLE cycle_closing (
    request_id     uuid   PRIMARY KEY,
    cycle_id       bigint NOT NULL UNIQUE REFERENCES cycle,
    requested_date date
);

-- The banks that were known when a cycle began to close: each owes a marker.
CREATE TABLE cycle_expectation (
    cycle_id    bigint NOT NULL REFERENCES cycle,
    operator_id text   NOT NULL REFERENCES operator,
    PRIMARY KEY (cycle_id, operator_id)
);

-- What a bank's book says that it did in a cycle.
CREATE TABLE cycle_marker (
    cycle_id    bigint      NOT NULL REFERENCES cycle,
    operator_id text        NOT NULL,
    book_events bigint      NOT NULL CHECK (book_events >= 0),
    payments    bigint      NOT NULL CHECK (payments >= 0),
    amount_fen  bigint      NOT NULL CHECK (amount_fen >= 0),
    gas_fee_fen bigint      NOT NULL CHECK (gas_fee_fen >= 0),
    digest      text        NOT NULL CHECK (digest ~ '^[0-9a-f]{16}$'),
    received_at timestamptz NOT NULL,
    PRIMARY KEY (cycle_id, operator_id)
);

-- What the intake has applied: per pair of banks, the same bank on both sides included.
CREATE TABLE gross_position (
    cycle_id          bigint NOT NULL REFERENCES cycle,
    payer_operator_id text   NOT NULL,
    payee_operator_id text   NOT NULL,
    payments          bigint NOT NULL CHECK (payments > 0),
    amount_fen        bigint NOT NULL CHECK (amount_fen > 0),
    PRIMARY KEY (cycle_id, payer_operator_id, payee_operator_id)
);

-- And per payer's bank, to be compared with its marker. The digest is a sum modulo 2^64.
CREATE TABLE operator_intake (
    cycle_id    bigint      NOT NULL REFERENCES cycle,
    operator_id text        NOT NULL,
    payments    bigint      NOT NULL CHECK (payments > 0),
    amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
    gas_units   bigint      NOT NULL CHECK (gas_units >= 0),
    gas_fee_fen bigint      NOT NULL CHECK (gas_fee_fen >= 0),
    digest      numeric(20) NOT NULL CHECK (digest >= 0 AND digest < 18446744073709551616),
    PRIMARY KEY (cycle_id, operator_id)
);

-- Decisions about money between banks; the event tells the others.
CREATE TABLE settlement (
    settlement_id uuid        PRIMARY KEY,
    cycle_id      bigint      NOT NULL REFERENCES cycle,
    kind          text        NOT NULL CHECK (kind IN ('PAYMENTS', 'GAS')),
    decided_at    timestamptz NOT NULL
);

-- What each bank's book must take over, and when it did. A bank for which nothing moves need not answer.
CREATE TABLE settlement_booking (
    settlement_id uuid   NOT NULL REFERENCES settlement,
    operator_id   text   NOT NULL,
    cycle_id      bigint NOT NULL REFERENCES cycle,
    clearing_fen  bigint NOT NULL,
    gas_fen       bigint NOT NULL CHECK (gas_fen >= 0),
    booked_at     timestamptz,
    PRIMARY KEY (settlement_id, operator_id)
);
CREATE INDEX settlement_booking_missing ON settlement_booking (cycle_id)
    WHERE booked_at IS NULL AND (clearing_fen <> 0 OR gas_fen <> 0);

CREATE TABLE gas_policy (
    version        integer     PRIMARY KEY CHECK (version >= 1),
    effective_from timestamptz NOT NULL,
    document       text        NOT NULL,
    key_id         text        NOT NULL,
    signature      text        NOT NULL
);

-- Who received what of a cycle's gas.
CREATE TABLE gas_share (
    cycle_id     bigint  NOT NULL REFERENCES cycle,
    position     integer NOT NULL,
    beneficiary  text    NOT NULL,
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 1 AND 10000),
    amount_fen   bigint  NOT NULL CHECK (amount_fen >= 0),
    PRIMARY KEY (cycle_id, position)
);

-- Events that contradict the books. They are kept whole and change nothing, and no cycle is netted while one is
-- unresolved: a person must look first. Resolved means that both columns are filled in.
CREATE TABLE contradiction (
    id          bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    topic       text        NOT NULL,
    operator_id text        NOT NULL,
    cycle_id    bigint      NOT NULL,
    reason      text        NOT NULL,
    event       text        NOT NULL,
    at          timestamptz NOT NULL,
    resolved_at timestamptz,
    resolution  text,
    CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
CREATE INDEX contradiction_unresolved ON contradiction (id) WHERE resolved_at IS NULL;
