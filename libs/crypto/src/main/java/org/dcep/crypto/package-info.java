/**
 * Signatures and digests of the currency: {@link org.dcep.crypto.VerifyingKey} and {@link org.dcep.crypto.SigningKey}
 * for SM2 with SM3 and for Ed25519, {@link org.dcep.crypto.Verifier} for many signatures, {@link org.dcep.crypto.Sm3},
 * {@link org.dcep.crypto.MlDsaSigningKey} for what must outlive elliptic curves, {@link org.dcep.crypto.MerkleTree} with
 * {@link org.dcep.crypto.InclusionProof} and {@link org.dcep.crypto.ConsistencyProof},
 * {@link org.dcep.crypto.KeyDerivation} and {@link org.dcep.crypto.Base64Url}.
 *
 * <p>The only package that touches Bouncy Castle, through its lightweight API, and the faster provider beside it: no
 * security provider is registered, so the order of providers on a machine decides nothing. All types but the tree are
 * immutable and safe for use by many threads.
 */
package org.dcep.crypto;
