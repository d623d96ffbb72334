-- Whether the central bank has frozen the shard. Every transaction that changes the book reads it with the open cycle;
-- the number tells a later decision from an earlier one.
alter table open_cycle
    add column frozen boolean not null default false,
    add column freeze_number bigint not null default 0 check (freeze_number >= 0);
