package org.dcep.wallet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcep.kernel.WalletId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletSerialsTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1023, 1023", "1024, 0", "99999999, 255"})
    void spreadWalletsOverSlots(int serial, int slot) {
        WalletId wallet = WalletSerials.numbered(7, serial);
        assertThat(wallet.slot()).isEqualTo(slot);
        assertThat(wallet.operatorNumber()).isEqualTo(7);
    }
}
