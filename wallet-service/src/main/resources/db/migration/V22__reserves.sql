-- Positions that were settled in reserves leave CLEARING for RESERVES (7), a collector like CLEARING: negative where an
-- operator received reserves instead of currency. The balances of all operators add up to zero.
alter table collector drop constraint collector_kind_check;
alter table collector add constraint collector_kind_check check (kind in (1, 5, 6, 7));

alter table collector_entry drop constraint collector_entry_kind_check;
alter table collector_entry add constraint collector_entry_kind_check check (kind in (1, 2, 5, 6, 7));

-- What settled: issued currency before there was a choice.
alter table settlement_booking add column asset text not null default 'CURRENCY'
    constraint settlement_booking_asset check (asset in ('CURRENCY', 'RESERVES'));
alter table settlement_booking alter column asset drop default;
