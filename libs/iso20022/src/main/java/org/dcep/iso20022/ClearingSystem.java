package org.dcep.iso20022;

/** How a message names the network that it belongs to, so that none is taken in by another. */
final class ClearingSystem {
    static final String PREFIX = "DCEP/";

    private ClearingSystem() {}

    /**
     * @throws IllegalArgumentException if the network's name is too long or not printable
     */
    static String of(String network) {
        return IsoText.id(PREFIX + network, IsoText.MAX_ID, "a network's name");
    }
}
