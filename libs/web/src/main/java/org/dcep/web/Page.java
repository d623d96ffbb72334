package org.dcep.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list: {@code {"items": [...], "next": "cursor" or null}}. {@code next} is the value of {@code after} for
 * the part that follows; null says that this is the last.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, String next) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1_000;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what a query with {@code LIMIT limit + 1} found: the row too many only tells that there is more.
     *
     * @param cursor the value of {@code after} that continues behind an item
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, ?> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, String.valueOf(cursor.apply(items.get(limit - 1))));
    }

    /** The same items in another form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), next);
    }

    /**
     * Reads the query parameter {@code limit}.
     *
     * @param limit may be null, for {@link #DEFAULT_LIMIT}
     * @throws ProblemException malformed, unless it is in 1..{@link #MAX_LIMIT}
     */
    public static int limit(String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        long value = limit.matches("[1-9][0-9]{0,3}") ? Long.parseLong(limit) : 0;
        if (value < 1 || value > MAX_LIMIT) {
            throw Problems.malformed("limit", "must be a whole number from 1 to " + MAX_LIMIT)
                    .asException();
        }
        return (int) value;
    }

    /**
     * Reads a cursor that is a number.
     *
     * @param after may be null, for {@code start}
     * @throws ProblemException malformed, unless it is a number from 0 to 2^63 - 1
     */
    public static long after(String after, long start) {
        if (after == null) {
            return start;
        }
        if (!after.matches("0|[1-9][0-9]{0,17}")) {
            throw Problems.malformed("after", "is not a cursor of this list").asException();
        }
        return Long.parseLong(after);
    }
}
