package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaymentDrawsTest {
    private static final int PEOPLE = 500;
    private static final int EMPLOYERS = 4;
    private static final int DRAWN = 50_000;

    @Test
    void oneInTenCrossesOperatorsAndNobodyPaysThemselves() {
        PaymentDraws draws = draws(0, 0);
        int across = 0;
        for (int i = 0; i < DRAWN; i++) {
            draws.next();
            assertThat(draws.payer()).isBetween(0, PEOPLE - 1).isNotEqualTo(draws.payee());
            assertThat(draws.payee()).isBetween(0, PEOPLE - 1);
            assertThat(draws.amountFen()).isBetween(1L, (long) Crowd.MAX_AMOUNT_FEN);
            across += Crowd.operatorOf(draws.payer()) == Crowd.operatorOf(draws.payee()) ? 0 : 1;
        }
        assertThat(across / (double) DRAWN).isCloseTo(0.1, within(0.01));
    }

    @Test
    void theHotShareGoesToTheMerchantOfWhichOneInTenCrosses() {
        PaymentDraws draws = draws(3_000, 0);
        int hot = 0;
        int across = 0;
        for (int i = 0; i < DRAWN; i++) {
            draws.next();
            if (draws.payee() == PEOPLE) {
                hot++;
                across += Crowd.operatorOf(draws.payer()) == 0 ? 0 : 1;
            }
        }
        assertThat(hot / (double) DRAWN).isCloseTo(0.3, within(0.01));
        assertThat(across / (double) hot).isCloseTo(0.1, within(0.01));
    }

    @Test
    void payersComeAsOftenAsTheirActivitySays() {
        PaymentDraws draws = draws(0, 0);
        double[] activity = new Crowd(1, PEOPLE, EMPLOYERS, 0).activity();
        int[] paid = new int[PEOPLE];
        for (int i = 0; i < DRAWN; i++) {
            draws.next();
            paid[draws.payer()]++;
        }
        assertThat(Arrays.stream(activity).sum()).isCloseTo(1, within(1e-9));
        for (int person = 0; person < PEOPLE; person++) {
            double expected = activity[person] * DRAWN;
            assertThat((double) paid[person]).isCloseTo(expected, within(6 * Math.sqrt(expected) + 1));
        }
    }

    @Test
    void streamsDifferAndRepeat() {
        assertThat(first(draws(0, 1))).isEqualTo(first(draws(0, 1))).isNotEqualTo(first(draws(0, 2)));
    }

    @Test
    void employeesAreMostlyOfTheEmployersOperator() {
        PaymentDraws draws = draws(0, 0);
        int across = 0;
        for (int i = 0; i < DRAWN; i++) {
            int employee = draws.employeeOf(PEOPLE + 1);
            assertThat(employee).isBetween(0, PEOPLE - 1);
            across += Crowd.operatorOf(employee) == 1 ? 0 : 1;
        }
        assertThat(across / (double) DRAWN).isCloseTo(0.1, within(0.01));
    }

    @Test
    void refusesACrowdThatIsNotEvenOnTheOperators() {
        assertThatThrownBy(() -> new Crowd(1, 5, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Crowd(1, 2, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Crowd(1, 4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PaymentDraws draws(int hotBasisPoints, int stream) {
        Crowd crowd = new Crowd(1, PEOPLE, EMPLOYERS, hotBasisPoints);
        return new PaymentDraws(crowd, new PaymentDraws.Market(crowd), stream);
    }

    private static String first(PaymentDraws draws) {
        StringBuilder payments = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            draws.next();
            payments.append(draws.payer()).append('>').append(draws.payee()).append(' ');
        }
        return payments.toString();
    }
}
