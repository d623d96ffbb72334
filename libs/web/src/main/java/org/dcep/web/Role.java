package org.dcep.web;

import java.util.Optional;

/** Who a token speaks for. The names are the values of the claim {@code groups} and of {@code @RolesAllowed}. */
public enum Role {
    CENTRAL_BANK(Role.Names.CENTRAL_BANK),
    OPERATOR(Role.Names.OPERATOR),
    HOLDER(Role.Names.HOLDER),
    AUDITOR(Role.Names.AUDITOR),
    SETTLEMENT(Role.Names.SETTLEMENT);

    private final String roleName;

    Role(String roleName) {
        this.roleName = roleName;
    }

    public String roleName() {
        return roleName;
    }

    static Optional<Role> of(String name) {
        for (Role role : values()) {
            if (role.roleName.equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** For {@code @RolesAllowed}, which takes constants. */
    public static final class Names {
        public static final String CENTRAL_BANK = "central-bank";
        public static final String OPERATOR = "operator";
        public static final String HOLDER = "holder";
        public static final String AUDITOR = "auditor";
        public static final String SETTLEMENT = "settlement";

        private Names() {}
    }
}
