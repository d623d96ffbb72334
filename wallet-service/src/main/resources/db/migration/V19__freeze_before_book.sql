-- The central bank's latest word about every operator that it has frozen, and of every operator with a book. A freeze may
-- be read before the operator's admission; the book is then opened frozen.
create table shard_freeze (
    operator_id text primary key,
    number bigint not null check (number >= 0),
    frozen boolean not null
);

insert into shard_freeze (operator_id, number, frozen)
select o.operator_id, c.freeze_number, c.frozen
from open_cycle c join operator o on o.operator_number = c.operator_number;
