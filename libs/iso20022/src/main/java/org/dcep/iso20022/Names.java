package org.dcep.iso20022;

/** Names of people, of which there are none. */
final class Names {
    /** What CBPR+ writes where a mandatory name is not known. */
    static final String NOT_PROVIDED = "NOTPROVIDED";

    private Names() {}
}
