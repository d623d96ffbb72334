package org.dcep.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a provider must answer before it decides about payments: that it knows a genuine signature, and none of the
 * forgeries that providers in use have taken for one. Some milliseconds.
 */
final class Ed25519SelfTest {
    /** RFC 8032 section 7.1, test 2. */
    private static final byte[] KEY = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

    private static final byte[] MESSAGE = hex("72");
    private static final byte[] GENUINE = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    /** RFC 8032 section 7.1, test 3. */
    private static final byte[] OTHER_KEY = hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");

    private static final byte[] OTHER_MESSAGE = hex("af82");
    private static final byte[] OTHER_GENUINE = hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

    /** By {@link #KEY} over {@link #MESSAGE}, each true for whoever leaves out one check. */
    private static final List<byte[]> FORGERIES = List.of(
            // s + L instead of s.
            hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10"),
            // R is the neutral point, written as y = p + 1.
            hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
                    + "0a0403c78756704394a791302d07acbdf846e02e6371010b73f9c021313bde01"),
            // R is the neutral point with the sign of an x that is 0.
            hex("0100000000000000000000000000000000000000000000000000000000000080"
                    + "bd498620dc071c7bd37de37a8b3208e5475dd11db9151270fb200f690ae0d009"),
            // R is a point of order four, written as y = p.
            hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
                    + "0f60b6bc03b88a2220fc212ea9d8cda314a6b9cd650e7371b7d171f94fd0d804"),
            new byte[GENUINE.length]);

    private Ed25519SelfTest() {}

    static boolean passes(FasterEd25519 candidate) {
        try {
            return candidate.verifies(KEY, MESSAGE, GENUINE)
                    && candidate.verifies(OTHER_KEY, OTHER_MESSAGE, OTHER_GENUINE)
                    && refusesOthersSignatures(candidate)
                    && refusesEveryChangedByte(candidate)
                    && refusesForgeries(candidate);
        } catch (Exception | Error e) { // Who cannot tell does not pass.
            return false;
        }
    }

    private static boolean refusesOthersSignatures(FasterEd25519 candidate) throws Exception {
        return !candidate.verifies(OTHER_KEY, MESSAGE, GENUINE)
                && !candidate.verifies(KEY, OTHER_MESSAGE, GENUINE)
                && !candidate.verifies(KEY, MESSAGE, OTHER_GENUINE);
    }

    private static boolean refusesEveryChangedByte(FasterEd25519 candidate) throws Exception {
        for (int i = 0; i < GENUINE.length; i++) {
            byte[] changed = GENUINE.clone();
            changed[i] ^= (byte) (1 << i % Byte.SIZE);
            if (candidate.verifies(KEY, MESSAGE, changed)) {
                return false;
            }
        }
        return true;
    }

    private static boolean refusesForgeries(FasterEd25519 candidate) throws Exception {
        for (byte[] forgery : FORGERIES) {
            if (candidate.verifies(KEY, MESSAGE, forgery)) {
                return false;
            }
        }
        return !candidate.verifies(KEY, MESSAGE, Arrays.copyOf(GENUINE, GENUINE.length - 1))
                && !candidate.verifies(KEY, MESSAGE, Arrays.copyOf(GENUINE, GENUINE.length + 1));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
