package org.dcep.simulator.platform;

/** Stands in for a service that cannot start. */
final class BrokenMain {
    private BrokenMain() {}

    public static void main(String[] arguments) {
        System.err.println("the planted reason");
        System.exit(3);
    }
}
