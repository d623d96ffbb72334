-- The foreign key asked table operator once per payment. The payer's account is locked when
-- a payment is written, and its operator is checked there; the number says which it is.
alter table payment drop constraint payment_operator_number_fkey;
alter table payment add constraint payment_operator_is_the_payers
    check (operator_number = payer / 10000000000000);
