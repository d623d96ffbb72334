-- Everything of this service that is not a book and not a payment: wallets and their keys, policies, coins, exchanges,
-- metering.

-- The registry of wallets. Balance, state, class and the epoch of the key in force stand in account, where a payment
-- locks them.
create table wallet (
    number bigint primary key references account (id),
    operator_number integer not null references operator (operator_number),
    alias text check (char_length(alias) between 1 and 64),
    opened_at timestamptz not null
);

-- Every key that a wallet has had. An old one verifies nothing new, but it still proves what it signed.
create table wallet_key (
    wallet bigint not null references wallet (number),
    epoch integer not null check (epoch >= 1),
    algorithm text not null check (algorithm in ('Ed25519', 'SM2')),
    public_key bytea not null check (octet_length(public_key) = case algorithm when 'SM2' then 65 else 32 end),
    valid_from timestamptz not null,
    primary key (wallet, epoch)
);

-- Requests to open a wallet that carried an Idempotency-Key. The wallet is checked at COMMIT: the row is written first,
-- so that a concurrent repetition waits for it.
create table wallet_opening (
    operator_number integer not null references operator (operator_number),
    idempotency_key text not null check (char_length(idempotency_key) between 1 and 255),
    fingerprint bytea not null,
    wallet bigint not null references wallet (number) deferrable initially deferred,
    primary key (operator_number, idempotency_key)
);

-- A wallet as REST shows it, as of one moment.
create view enrolled_wallet as
select w.number, o.operator_id, a.wallet_class, a.state, w.alias, k.algorithm, k.public_key, a.available_fen, a.held_fen,
       a.spent_on, a.spent_today_fen, a.spent_this_year_fen, c.business_date, w.opened_at
from wallet w
join account a on a.id = w.number
join wallet_key k on k.wallet = w.number and k.epoch = a.key_epoch
join operator o on o.operator_number = w.operator_number
join open_cycle c on c.operator_number = w.operator_number;

-- Policies as the central bank signed them; only versions with a genuine signature come here.
create table policy_version (
    kind text not null check (kind in ('GAS', 'WALLET_CLASSES')),
    version integer not null check (version >= 1),
    effective_from timestamptz not null,
    document text not null,
    key_id text not null,
    signature bytea not null,
    received_at timestamptz not null,
    primary key (kind, version)
);

-- Policies that were not signed by the central bank, or that cannot be understood: kept for an investigation.
create table rejected_policy (
    id bigint generated always as identity primary key,
    kind text not null,
    version integer not null,
    key_id text not null,
    reason text not null,
    document text not null,
    at timestamptz not null
);

-- Issuances that entered a vault. The key makes a repeated announcement harmless.
create table stocked_issuance (
    issuance_id uuid primary key,
    operator_number integer not null references operator (operator_number),
    amount_fen bigint not null check (amount_fen >= 1),
    coin_count integer not null check (coin_count >= 1),
    at timestamptz not null
);

-- Announcements of currency whose coins were not all genuine. Nothing of them was booked.
create table rejected_currency (
    cause_id uuid not null,
    operator_id text not null,
    announcement text not null check (announcement in ('ISSUED', 'REGISTERED')),
    reason text not null,
    coin_count integer not null,
    first_bad_serial uuid,
    payload text not null,
    at timestamptz not null,
    primary key (announcement, cause_id, operator_id)
);

-- The file of coins: what the central bank has signed and registered to an operator.
create table coin (
    serial uuid primary key,
    operator_number integer not null references operator (operator_number),
    amount_fen bigint not null check (amount_fen >= 1),
    issued_at timestamptz not null,
    key_id text not null,
    signature bytea not null check (octet_length(signature) = 64),
    cause_id uuid not null,
    retired_by uuid
);

create index coin_in_force on coin (operator_number) include (amount_fen) where retired_by is null;

-- Coins that were retired before their issuance arrived: the two travel on different topics.
create table early_retirement (
    serial uuid primary key,
    operator_number integer not null references operator (operator_number),
    retired_by uuid not null
);

-- Answers to redemptions, each given once.
create table answered_redemption (
    redemption_id uuid primary key,
    operator_number integer not null references operator (operator_number),
    amount_fen bigint not null check (amount_fen >= 1),
    released boolean not null,
    at timestamptz not null
);

-- Exchanges between deposit and wallet under their client's id, refusals included.
create table exchange (
    id uuid primary key,
    operator_number integer not null references operator (operator_number),
    wallet bigint not null references wallet (number),
    to_wallet boolean not null,
    amount_fen bigint not null check (amount_fen >= 1),
    refusal text,
    at timestamptz not null
);

-- Gas by everything one may ask for. A writer adds to rows of its own stripe, once per batch.
create table gas_usage (
    operator_number integer not null references operator (operator_number),
    cycle_id bigint not null,
    -- Minutes since 1970.
    minute bigint not null,
    operation smallint not null,
    wallet_class smallint not null,
    stripe smallint not null,
    payments bigint not null,
    amount_fen bigint not null,
    gas_units bigint not null,
    gas_fee_fen bigint not null,
    primary key (operator_number, cycle_id, minute, operation, wallet_class, stripe)
) with (fillfactor = 70);
