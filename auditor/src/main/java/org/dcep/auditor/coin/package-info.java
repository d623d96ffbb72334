/** The coins: each signature verified again, each serial used once, each registration caused by something. */
package org.dcep.auditor.coin;
