/**
 * The notary: every final payment becomes a leaf of its operator's Merkle log (RFC 9162), the log is sealed about twice a
 * second while it grows, and the central bank signs each head after it has checked that nothing before has changed. With
 * a leaf, a path and a head with both signatures a receipt proves itself to anybody who has the public keys.
 *
 * <p>The way: {@link org.dcep.settlement.notary.LogFeed} appends, {@link org.dcep.settlement.notary.SealLogs} signs,
 * {@code LogHeadCosignedConsumer} keeps the answer, {@link org.dcep.settlement.notary.LogResource} tells. The rules about
 * bytes are in {@code org.dcep.crypto} and {@code org.dcep.kernel}; {@link org.dcep.settlement.notary.Growth} and
 * {@link org.dcep.settlement.notary.Tiles} say how hashes lie in rows.
 */
package org.dcep.settlement.notary;
