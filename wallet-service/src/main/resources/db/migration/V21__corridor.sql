-- The e-CNY legs of trades in the corridor: orders that settlement asked to execute, and whether it has its answer. What
-- became of the order itself is in the table of payments, like everything that is paid.
create table corridor_leg (
    trade_id        uuid primary key,
    corridor_id     text not null,
    payment_id      uuid not null,
    payer           text not null,
    payee           text not null,
    amount_fen      bigint not null,
    max_gas_fee_fen bigint not null,
    expires_at      timestamptz not null,
    reference       text not null,
    signature       text not null,
    requested_at    timestamptz not null,
    answered_at     timestamptz,
    reason          text,
    check ((answered_at is null) = (reason is null))
);
create index corridor_leg_unanswered on corridor_leg (trade_id) where answered_at is null;
