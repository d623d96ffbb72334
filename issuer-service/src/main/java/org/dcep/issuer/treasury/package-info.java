/** Gas revenue: what each beneficiary received and each operator collected, cycle by cycle. */
package org.dcep.issuer.treasury;
