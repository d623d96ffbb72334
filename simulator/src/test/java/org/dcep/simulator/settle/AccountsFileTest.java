package org.dcep.simulator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcep.clearing.Participant;
import org.dcep.clearing.Terms;
import org.dcep.kernel.OperatorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsFileTest {
    @TempDir
    private Path directory;

    private AccountsFile read(String text) throws IOException, BadFile {
        return AccountsFile.read(Files.writeString(directory.resolve("accounts.csv"), text));
    }

    @Test
    void readsLiquidityAndTerms() throws Exception {
        AccountsFile accounts = read("""
                participant,liquidity,creditCap,netDebitCap,urgentReserve,highReserve,multilateralLimit
                b,10,,,,,
                a,1.50,2,3,0.25,0.5,0
                """);
        Terms terms = Terms.NONE
                .withCreditCap(fen(200))
                .withNetDebitCap(fen(300))
                .withReserves(fen(25), fen(50))
                .withMultilateralLimit(fen(0));
        assertThat(accounts.participants().values())
                .containsExactly(
                        new Participant(OperatorId.of("a"), fen(150), terms),
                        Participant.of(OperatorId.of("b"), fen(1_000)));
    }

    @Test
    void readsTheAccountsOfPssimpyWithCollateralAsCredit() throws Exception {
        assertThat(read("id,owner,balance,posted_collateral\nacc1,b1,100,50\n")
                        .participants()
                        .values())
                .containsExactly(
                        new Participant(OperatorId.of("acc1"), fen(10_000), Terms.NONE.withCreditCap(fen(5_000))));
        assertThat(read("id,owner,balance\nacc1,b1,100\n").participants().values())
                .containsExactly(Participant.of(OperatorId.of("acc1"), fen(10_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "participant,liquidity,colour | line 1, column colour: is not known",
                "name,money | line 1: the columns name,money are of no known format",
                "participant,liquidity;a,1;a,2 | line 3, column participant: a is there already",
                "id,owner,balance;a,x,1;a,x,2 | line 3, column id: a is there already",
                "participant,liquidity;a,some | line 2, column liquidity: \"some\" is not an amount",
                "participant,liquidity,creditCap;a,1,x | line 2, column creditCap: \"x\" is not an amount"
            })
    void saysWhereAFileIsWrong(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith(reason);
    }
}
