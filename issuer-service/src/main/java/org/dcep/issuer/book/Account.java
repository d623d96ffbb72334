package org.dcep.issuer.book;

import java.util.Objects;

/** Names one account of the book; its text, {@code holder/KIND}, is the order in which accounts are locked. */
public record Account(Holder holder, AccountKind kind) {
    public Account {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public String toString() {
        return holder + "/" + kind;
    }
}
