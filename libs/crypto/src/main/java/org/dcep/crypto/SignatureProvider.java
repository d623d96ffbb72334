package org.dcep.crypto;

/** Whose arithmetic a {@link Verifier} asks first about Ed25519; SM2 is always Bouncy Castle's. */
public enum SignatureProvider {
    BOUNCY_CASTLE,
    /** AWS-LC through the Amazon Corretto Crypto Provider, with Bouncy Castle behind it. */
    CORRETTO
}
