package org.dcep.wallet.exchange;

import java.time.Instant;
import java.util.Optional;

/** A decided exchange: done, or refused for ever. */
record Exchange(ExchangeOrder order, Optional<ExchangeRefusal> refusal, Instant at) {}
