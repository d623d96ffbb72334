-- Payments as their payers' operators decided them, for ever: the id is the payer's own and is never used twice.

create table payment (
    id uuid primary key,
    -- SM3 of the signed bytes: the same id with other bytes is another order and has no effect.
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    signature bytea not null check (octet_length(signature) = 64),
    -- 0 a transfer, 1 an item of a payroll, whose signature is the payroll's
    operation smallint not null check (operation in (0, 1)),
    operator_number integer not null references operator (operator_number),
    payer bigint not null,
    payee bigint not null,
    amount_fen bigint not null check (amount_fen between 1 and 9007199254740991),
    max_gas_fee_fen bigint not null check (max_gas_fee_fen between 0 and 9007199254740991),
    expires_at timestamptz not null,
    reference text not null,
    -- 1 pending, 2 accepted, 3 refused at once, 4 returned after the payee's operator refused it
    state smallint not null check (state between 1 and 4),
    reason text not null check ((reason = '') = (state in (1, 2))),
    gas_units bigint not null check (gas_units >= 0),
    gas_due_micro_fen bigint not null check (gas_due_micro_fen >= 0),
    gas_fee_fen bigint not null check (gas_fee_fen between 0 and max_gas_fee_fen),
    gas_policy_version integer not null,
    -- The cycle of the last change of the book; 0 for an order that changed nothing.
    cycle_id bigint not null check ((cycle_id = 0) = (state = 3)),
    -- The date to which the payer's limits counted the amount.
    spent_on date not null,
    decided_at timestamptz not null
);

create index payment_pending on payment (operator_number, decided_at) where state = 1;

-- What an operator answered to another's request for credit, for ever: the first answer stands, whatever comes after.
create table incoming_credit (
    payment_id uuid primary key,
    operator_number integer not null references operator (operator_number),
    payer bigint not null,
    payee bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    reference text not null,
    credited boolean not null,
    reason text not null check ((reason = '') = credited),
    cycle_id bigint not null,
    decided_at timestamptz not null
);

-- Cycles whose obligations between operators are final. Written once per cycle, so that no payment needs another
-- write when its cycle is settled.
create table settled_cycle (
    cycle_id bigint primary key,
    settled_at timestamptz not null
);

-- Which settlements a book has taken over.
create table settlement_booking (
    settlement_id uuid not null,
    operator_number integer not null references operator (operator_number),
    cycle_id bigint not null,
    clearing_fen bigint not null,
    gas_fen bigint not null,
    booked_at timestamptz not null,
    primary key (settlement_id, operator_number)
);
