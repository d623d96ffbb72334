package org.dcep.issuer.reserve;

import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** The central bank's order to admit a commercial bank with its reserves. */
record Admission(OperatorId operatorId, String name, Money reserve) {}
