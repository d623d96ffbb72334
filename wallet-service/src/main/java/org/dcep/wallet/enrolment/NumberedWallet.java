package org.dcep.wallet.enrolment;

import org.dcep.kernel.WalletId;

/** A wallet and the number that was drawn for it; if it turns out to be open already, the number stays unused. */
record NumberedWallet(WalletId id, CheckedWallet wallet) {}
