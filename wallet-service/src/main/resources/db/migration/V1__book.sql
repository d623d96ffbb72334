-- The wallet books: one per operator. Every book sums to zero, and every change is appended before a balance moves.

create table operator (
    operator_id text primary key check (operator_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
    operator_number integer not null unique check (operator_number between 1 and 999),
    name text not null,
    admitted_at timestamptz not null
);

-- The newest cycle that settlement has opened, for books that are opened later.
create table newest_cycle (
    only_row boolean primary key default true check (only_row),
    cycle_id bigint not null check (cycle_id >= 1),
    business_date date not null
);

insert into newest_cycle (cycle_id, business_date) values (1, (now() at time zone 'Asia/Shanghai')::date);

-- Which settlement cycle is open in a book. Every transaction that changes the book locks this row FOR KEY SHARE
-- before anything else; whoever closes the cycle locks it FOR UPDATE, and so waits for them and keeps later ones out.
create table open_cycle (
    operator_number integer primary key references operator (operator_number),
    cycle_id bigint not null check (cycle_id >= 1),
    business_date date not null
);

-- One row per wallet: what a payment must check and change, and nothing else, so that the row stays small and its
-- updates stay on their page.
create table account (
    id bigint primary key,
    operator_number integer not null references operator (operator_number),
    wallet_class smallint not null check (wallet_class between 0 and 4),
    state smallint not null check (state between 1 and 3),
    key_epoch integer not null check (key_epoch >= 1),
    available_fen bigint not null check (available_fen between 0 and 9007199254740991),
    held_fen bigint not null check (held_fen between 0 and 9007199254740991),
    seq bigint not null check (seq >= 0),
    spent_on date not null,
    spent_today_fen bigint not null check (spent_today_fen >= 0),
    spent_this_year_fen bigint not null check (spent_this_year_fen >= 0),
    gas_rest_micro_fen bigint not null,
    check (state <> 3 or (available_fen = 0 and held_fen = 0))
) with (fillfactor = 60);

create index account_operator on account (operator_number);

-- A wallet's statement, one row per change of its account, numbered without gap.
create table entry (
    account bigint not null,
    seq bigint not null check (seq >= 1),
    at timestamptz not null,
    cycle_id bigint not null,
    purpose smallint not null,
    cause uuid not null,
    counterparty bigint,
    amount_fen bigint not null,
    gas_fee_fen bigint not null,
    held_fen bigint not null,
    available_after_fen bigint not null check (available_after_fen >= 0),
    held_after_fen bigint not null check (held_after_fen >= 0),
    primary key (account, seq)
);

-- An operator's undistributed currency. Locked by the few who take from it.
create table vault_account (
    operator_number integer primary key references operator (operator_number),
    balance_fen bigint not null check (balance_fen between 0 and 9007199254740991)
);

-- ISSUED, CLEARING and GAS of a book. Nobody decides on them, so nobody locks them: each writer adds to a stripe of its
-- own, once per transaction, and the balance is the sum of the stripes.
create table collector (
    operator_number integer not null references operator (operator_number),
    kind smallint not null check (kind in (1, 5, 6)),
    stripe smallint not null check (stripe >= 0),
    balance_fen bigint not null,
    primary key (operator_number, kind, stripe)
) with (fillfactor = 50);

-- What each transaction added to ISSUED, VAULT, CLEARING and GAS: the other legs of the rows in entry.
create table collector_entry (
    id bigint generated always as identity primary key,
    operator_number integer not null,
    kind smallint not null check (kind in (1, 2, 5, 6)),
    cycle_id bigint not null,
    at timestamptz not null,
    amount_fen bigint not null,
    postings integer not null check (postings >= 1)
);

create index collector_entry_operator on collector_entry (operator_number, cycle_id);

-- What a cycle's marker will say about a book, added up in the transactions that made it so.
create table cycle_tally (
    operator_number integer not null references operator (operator_number),
    cycle_id bigint not null,
    stripe smallint not null check (stripe >= 0),
    book_events bigint not null,
    payments bigint not null,
    amount_fen bigint not null,
    gas_fee_fen bigint not null,
    -- Exact; read modulo 2^64.
    digest numeric not null,
    primary key (operator_number, cycle_id, stripe)
) with (fillfactor = 50);
