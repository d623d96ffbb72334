-- Settlement in reserves: accounts with limited liquidity, a queue of obligations, and policies that say how.

ALTER TABLE cycle DROP CONSTRAINT cycle_mode_check;
ALTER TABLE cycle ADD CONSTRAINT cycle_mode_check CHECK (mode IN ('DEFERRED_NET', 'GROSS', 'HYBRID'));
ALTER TABLE cycle ADD COLUMN asset text NOT NULL DEFAULT 'CURRENCY' CHECK (asset IN ('CURRENCY', 'RESERVES'));
ALTER TABLE cycle ALTER COLUMN asset DROP DEFAULT;
-- The policy that the cycle took when it opened; null if there was none and the configuration counted.
ALTER TABLE cycle ADD COLUMN policy_version integer;
-- Since when every payment is here, and since when its obligations are decided: only where the engine decides them.
ALTER TABLE cycle ADD COLUMN arrived_at timestamptz;
ALTER TABLE cycle ADD COLUMN decided_at timestamptz;
ALTER TABLE cycle ADD CONSTRAINT cycle_decided CHECK (decided_at IS NULL OR arrived_at IS NOT NULL);

-- The first cycle of a new network is open before anybody can say how; the first migration knew two modes.
UPDATE cycle SET mode = '${first-mode}', asset = '${first-asset}'
WHERE cycle_id = 1 AND state = 'OPEN' AND NOT EXISTS (SELECT 1 FROM operator);

CREATE INDEX cycle_in_reserves ON cycle (cycle_id) WHERE asset = 'RESERVES';

CREATE TABLE settlement_policy (
    version        integer     PRIMARY KEY CHECK (version >= 1),
    effective_from timestamptz NOT NULL,
    document       text        NOT NULL,
    key_id         text        NOT NULL,
    signature      text        NOT NULL
);

-- What an operator has to settle with, the caps in force, and what it has decided to keep back. What is left of a
-- reserve is used up in the course of a day.
CREATE TABLE settlement_account (
    operator_id            text   PRIMARY KEY,
    balance_fen            bigint NOT NULL,
    credit_cap_fen         bigint NOT NULL CHECK (credit_cap_fen >= 0),
    net_debit_cap_fen      bigint CHECK (net_debit_cap_fen >= 0),
    urgent_reserve_fen     bigint NOT NULL CHECK (urgent_reserve_fen >= 0),
    urgent_left_fen        bigint NOT NULL CHECK (urgent_left_fen >= 0),
    high_reserve_fen       bigint NOT NULL CHECK (high_reserve_fen >= 0),
    high_left_fen          bigint NOT NULL CHECK (high_left_fen >= 0),
    multilateral_limit_fen bigint CHECK (multilateral_limit_fen >= 0),
    CHECK (balance_fen >= -credit_cap_fen)
);

CREATE TABLE bilateral_limit (
    payer_operator_id text   NOT NULL REFERENCES settlement_account,
    payee_operator_id text   NOT NULL REFERENCES settlement_account,
    limit_fen         bigint NOT NULL CHECK (limit_fen >= 0),
    PRIMARY KEY (payer_operator_id, payee_operator_id)
);

-- What has settled from one operator to another since the day began; limits count it.
CREATE TABLE settled_today (
    payer_operator_id text   NOT NULL,
    payee_operator_id text   NOT NULL,
    amount_fen        bigint NOT NULL CHECK (amount_fen >= 0),
    PRIMARY KEY (payer_operator_id, payee_operator_id)
);

-- Every obligation that settles in reserves, one per payment. Without a sequence it is not in the queue yet: its cycle
-- settles in net and has not ended, or the day had no room for it. Settled_after is the newest sequence at that moment.
CREATE TABLE obligation (
    arrival           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    payment_id        uuid        NOT NULL,
    cycle_id          bigint      NOT NULL REFERENCES cycle,
    payer_operator_id text        NOT NULL,
    payee_operator_id text        NOT NULL,
    amount_fen        bigint      NOT NULL CHECK (amount_fen > 0),
    submitted_at      timestamptz NOT NULL,
    sequence          bigint      UNIQUE,
    priority          text        CHECK (priority IN ('URGENT', 'HIGH', 'NORMAL')),
    settled_at        timestamptz,
    settled_after     bigint,
    group_number      bigint,
    group_kind        text,
    CHECK (payer_operator_id <> payee_operator_id),
    CHECK ((sequence IS NULL) = (priority IS NULL)),
    CHECK (settled_at IS NULL OR sequence IS NOT NULL),
    CHECK ((settled_at IS NULL) = (settled_after IS NULL)),
    CHECK ((settled_at IS NULL) = (group_number IS NULL)),
    CHECK ((settled_at IS NULL) = (group_kind IS NULL))
);
CREATE INDEX obligation_waiting ON obligation (cycle_id) WHERE settled_at IS NULL;
CREATE INDEX obligation_in_queue ON obligation (sequence) WHERE settled_at IS NULL AND sequence IS NOT NULL;
CREATE INDEX obligation_by_submission ON obligation USING brin (submitted_at);
CREATE INDEX obligation_by_settlement ON obligation USING brin (settled_at);

-- What came into an account and left it other than by settlement; negative if it left.
CREATE TABLE liquidity_movement (
    movement    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    reason      text        NOT NULL CHECK (reason IN ('PLACED', 'RETURNED', 'LENT', 'REPAID')),
    transfer_id uuid,
    operator_id text        NOT NULL REFERENCES settlement_account,
    amount_fen  bigint      NOT NULL,
    after       bigint      NOT NULL,
    at          timestamptz NOT NULL,
    CHECK ((amount_fen > 0) = (reason IN ('PLACED', 'LENT'))),
    CHECK ((transfer_id IS NOT NULL) = (reason IN ('PLACED', 'RETURNED'))),
    UNIQUE (transfer_id, reason)
);
CREATE INDEX liquidity_movement_by_time ON liquidity_movement (at);

-- What the central bank lent overnight so that a day's obligations could settle.
CREATE TABLE overnight_loan (
    business_date date        NOT NULL,
    operator_id   text        NOT NULL REFERENCES settlement_account,
    principal_fen bigint      NOT NULL CHECK (principal_fen > 0),
    price_fen     bigint      NOT NULL CHECK (price_fen >= 0),
    repaid_fen    bigint      NOT NULL CHECK (repaid_fen BETWEEN 0 AND principal_fen + price_fen),
    lent_at       timestamptz NOT NULL,
    repaid_at     timestamptz,
    PRIMARY KEY (business_date, operator_id),
    CHECK ((repaid_at IS NOT NULL) = (repaid_fen = principal_fen + price_fen))
);
CREATE INDEX overnight_loan_owed ON overnight_loan (operator_id) WHERE repaid_at IS NULL;

-- What the engine counts. Whoever changes anything of the above locks this row first and leaves its transaction's number
-- here: who has the engine in memory knows by it whether that is still the newest.
CREATE TABLE clearing_state (
    singleton     boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    changed_by    xid8        NOT NULL,
    at            timestamptz NOT NULL,
    next_sequence bigint      NOT NULL CHECK (next_sequence >= 1),
    next_group    bigint      NOT NULL CHECK (next_group >= 1),
    -- The newest cycle in reserves, whose policy counts for the queue; null while there was none.
    cycle_id      bigint      REFERENCES cycle
);
INSERT INTO clearing_state (changed_by, at, next_sequence, next_group) VALUES ('0', 'epoch', 1, 1);
