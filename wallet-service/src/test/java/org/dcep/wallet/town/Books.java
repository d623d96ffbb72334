package org.dcep.wallet.town;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestDatabase;

/** The laws of the books, recomputed from what was appended and not from what was updated. */
public final class Books {
    /** What each law counts: rows that break it. */
    private enum Law {
        ACCOUNTS_EQUAL_THEIR_ENTRIES("""
            select count(*) from account a left join (
                select account, sum(amount_fen - gas_fee_fen) available, sum(held_fen) held, count(*) n, max(seq) last
                from entry group by account) e on e.account = a.id
            where a.available_fen <> coalesce(e.available, 0) or a.held_fen <> coalesce(e.held, 0)
                or a.seq <> coalesce(e.n, 0) or a.seq <> coalesce(e.last, 0)\
            """),
        ENTRIES_CHAIN("""
            select count(*) from (
                select available_after_fen - amount_fen + gas_fee_fen as available_before,
                       held_after_fen - held_fen as held_before,
                       lag(available_after_fen, 1, 0::bigint) over w as available_then,
                       lag(held_after_fen, 1, 0::bigint) over w as held_then
                from entry window w as (partition by account order by seq)) e
            where available_before <> available_then or held_before <> held_then\
            """),
        COLLECTORS_EQUAL_THEIR_ENTRIES("""
            select count(*) from (
                select operator_number, kind, sum(balance_fen) balance from collector group by 1, 2
                union all select operator_number, 2, balance_fen from vault_account) c
            full join (select operator_number, kind, sum(amount_fen) total from collector_entry group by 1, 2) e
                using (operator_number, kind)
            where coalesce(balance, 0) <> coalesce(total, 0)\
            """),
        BOOKS_SUM_TO_ZERO("""
            select count(*) from (
                select operator_number, sum(fen) total from (
                    select operator_number, available_fen + held_fen as fen from account
                    union all select operator_number, balance_fen from vault_account
                    union all select operator_number, balance_fen from collector) a
                group by operator_number) b
            where total <> 0\
            """),
        RESERVES_ADD_UP_TO_ZERO("""
            select count(*) from (select sum(balance_fen) total from collector where kind = 7) r where total <> 0\
            """),
        ENTRIES_SUM_TO_ZERO("""
            select count(*) from (
                select operator_number, sum(fen) total from (
                    select a.operator_number, e.amount_fen - e.gas_fee_fen + e.held_fen as fen
                    from entry e join account a on a.id = e.account
                    union all select operator_number, amount_fen from collector_entry) x
                group by operator_number) b
            where total <> 0\
            """),
        HELD_EQUALS_PENDING("""
            select count(*) from account a left join (
                select payer, sum(amount_fen + gas_fee_fen) pending from payment where state = 1 group by payer) p
                on p.payer = a.id
            where a.held_fen <> coalesce(p.pending, 0)\
            """),
        METERED_EQUALS_CHARGED("""
            select count(*) from (
                select operator_number, sum(gas_fee_fen) fees, sum(payments) n from gas_usage group by 1) u
            full join (
                select operator_number, sum(gas_fee_fen) fees, count(*) n from payment where state = 2 group by 1) p
                using (operator_number)
            where u.fees is distinct from p.fees or u.n is distinct from p.n\
            """),
        TALLIES_EQUAL_PAYMENTS("""
            select count(*) from (
                select operator_number, cycle_id, sum(payments) n, sum(amount_fen) amount, sum(gas_fee_fen) fees
                from cycle_tally group by 1, 2 having sum(payments) > 0) t
            full join (
                select operator_number, cycle_id, count(*) n, sum(amount_fen) amount, sum(gas_fee_fen) fees
                from payment where state = 2 group by 1, 2) p using (operator_number, cycle_id)
            where t.n is distinct from p.n or t.amount is distinct from p.amount
                or t.fees is distinct from p.fees\
            """),
        CREDITS_EQUAL_DEBITS("""
            select count(*) from payment p join incoming_credit c on c.payment_id = p.id
            where (p.state = 2 and not c.credited) or (p.state = 4 and c.credited) or p.amount_fen <> c.amount_fen\
            """);

        private final String broken;

        Law(String broken) {
            this.broken = broken;
        }
    }

    private Books() {}

    /** Every law, as of now. */
    public static void balance() {
        TestDatabase database = DcepStack.database();
        for (Law law : Law.values()) {
            assertThat(database.number(law.broken)).as(law.name()).isZero();
        }
    }
}
