package org.dcep.wallet.payment;

/** How many work side by side where somebody else, such as the database on a small machine, needs processors too. */
final class Crew {
    private Crew() {}

    /**
     * As many as were chosen; of this machine's processors half, at least one, if none were.
     *
     * @param chosen 0 or less to choose none
     */
    static int of(int chosen) {
        return of(chosen, Runtime.getRuntime().availableProcessors());
    }

    static int of(int chosen, int processors) {
        return chosen > 0 ? chosen : Math.max(1, processors / 2);
    }
}
