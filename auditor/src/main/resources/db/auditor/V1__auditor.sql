-- What the auditor has computed and how far it has read, written in one transaction. Nothing of it is evidence: all of
-- it can be computed again from the topics.

create table progress (
    topic text not null,
    partition integer not null,
    next_offset bigint not null check (next_offset >= 0),
    primary key (topic, partition)
);

-- The newest row of each sender's outbox in each partition: what is not above it was sent before.
create table sender (
    topic text not null,
    partition integer not null,
    source uuid not null,
    xid bigint not null,
    row_id bigint not null,
    primary key (topic, partition, source)
);

-- Wallets in pages of 1,024: a row per wallet would cost more than everything else together.
create table wallet_page (
    page integer primary key check (page >= 0),
    wallets bytea not null
);
alter table wallet_page alter column wallets set storage external;

-- Books in a cycle, movements and payments under way, coins, policies, operators: JSON under a key.
create table fact (
    kind text not null,
    key text not null,
    content text not null,
    primary key (kind, key)
);

-- What did not agree. A person looks, decides, and fills in the last two columns; nothing is deleted.
create table discrepancy (
    key text primary key,
    law text not null,
    kind text not null,
    document text not null,
    found_at timestamptz not null,
    resolved_at timestamptz,
    resolution text,
    check ((resolved_at is null) = (resolution is null))
);
