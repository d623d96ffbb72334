package org.dcep.kernel;

/**
 * The number of a wallet, 16 digits that a person can read out: operator (3), shard slot (4), serial (8) and a check
 * digit by ISO/IEC 7064 MOD 11,10, which finds every single wrong digit and nearly every swap of two neighbours.
 *
 * <p>Invented by this sandbox (assumption A-05 in docs/sources.md): the e-CNY's own wallet numbering is not public.
 */
public record WalletId(long number) implements Comparable<WalletId> {
    public static final int DIGITS = 16;
    public static final int MAX_OPERATOR = 999;

    /** Slots are the unit in which wallets could move between shards. */
    public static final int SLOTS = 1024;

    public static final int MAX_SERIAL = 99_999_999;
    private static final long OPERATOR_UNIT = 10_000_000_000_000L;
    private static final long SLOT_UNIT = 1_000_000_000L;

    /**
     * @throws IllegalArgumentException if an operator, slot or serial is out of range or the check digit is wrong
     */
    public WalletId {
        if (!isValid(number)) {
            throw new IllegalArgumentException("not a wallet number: its operator, slot or check digit is wrong");
        }
    }

    /**
     * Makes the number of a new wallet.
     *
     * @param operatorNumber 1 to {@link #MAX_OPERATOR}, given by the issuer at admission
     * @param slot 0 to {@link #SLOTS} - 1
     * @param serial 0 to {@link #MAX_SERIAL}, unique within operator and slot
     */
    public static WalletId of(int operatorNumber, int slot, int serial) {
        if (operatorNumber < 1 || operatorNumber > MAX_OPERATOR) {
            throw new IllegalArgumentException("operator number must be in 1.." + MAX_OPERATOR);
        }
        if (slot < 0 || slot >= SLOTS || serial < 0 || serial > MAX_SERIAL) {
            throw new IllegalArgumentException("slot or serial is out of range");
        }
        long payload = (operatorNumber * OPERATOR_UNIT + slot * SLOT_UNIT) / 10 + serial;
        return new WalletId(payload * 10 + checkDigit(payload));
    }

    /**
     * Reads 16 digits.
     *
     * @throws IllegalArgumentException if {@code text} is not a valid wallet number
     */
    public static WalletId parse(String text) {
        if (!hasShape(text)) {
            throw new IllegalArgumentException("a wallet number has " + DIGITS + " digits");
        }
        return new WalletId(Long.parseLong(text));
    }

    /** Whether {@code text} is 16 ASCII digits, whatever they say. */
    public static boolean hasShape(String text) {
        if (text == null || text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether operator and slot are in range and the check digit is right; says nothing about existence. */
    public static boolean isValid(long number) {
        long operator = number / OPERATOR_UNIT;
        long slot = number % OPERATOR_UNIT / SLOT_UNIT;
        return operator >= 1 && operator <= MAX_OPERATOR && slot < SLOTS && number % 10 == checkDigit(number / 10);
    }

    public int operatorNumber() {
        return (int) (number / OPERATOR_UNIT);
    }

    public int slot() {
        return (int) (number % OPERATOR_UNIT / SLOT_UNIT);
    }

    /** ISO/IEC 7064, MOD 11,10, over the 15 digits before the check digit. */
    private static int checkDigit(long payload) {
        int product = 10;
        for (long unit = 100_000_000_000_000L; unit > 0; unit /= 10) {
            int sum = (int) ((payload / unit % 10 + product) % 10);
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }

    @Override
    public int compareTo(WalletId other) {
        return Long.compare(number, other.number);
    }

    /** The 16 digits. */
    @Override
    public String toString() {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
