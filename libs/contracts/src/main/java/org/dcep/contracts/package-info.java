/**
 * What the services tell one another: one record per event, one {@link org.dcep.contracts.Topic} per event, one JSON
 * schema and one example beside them under {@code resources}. A reader is tolerant of fields it does not know; a
 * field's meaning never changes, a new meaning gets a new field.
 *
 * <p>Amounts are fen, times are RFC 3339 UTC, wallet numbers are strings of 16 digits. Events of a wallet book carry the
 * operator whose book changed and the settlement cycle that was open there when it changed.
 */
package org.dcep.contracts;
