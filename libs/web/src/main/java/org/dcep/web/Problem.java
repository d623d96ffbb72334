package org.dcep.web;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An answer that says what is wrong, in the form of RFC 9457. {@code code} is stable and for programs, {@code title}
 * belongs to the code, {@code detail} to the occurrence. Immutable: every {@code with} makes a new problem.
 *
 * <pre>{@code
 * Problem.of("LIMIT_EXCEEDED", 409, "A limit of the wallet would be exceeded").with("limit", "DAILY");
 * }</pre>
 */
public final class Problem {
    /** The content type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "code", "detail", "instance", "violations");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;
    private final String instance;
    private final List<Violation> violations;
    private final Map<String, Object> members;
    private final int retryAfterSeconds;

    /** What is wrong with one field; {@code field} is a path such as {@code order.items[3].amountFen}. */
    public record Violation(String field, String message) {}

    private Problem(Draft draft) {
        this.code = draft.code;
        this.status = draft.status;
        this.title = draft.title;
        this.detail = draft.detail;
        this.instance = draft.instance;
        this.violations = List.copyOf(draft.violations);
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(draft.members));
        this.retryAfterSeconds = draft.retryAfterSeconds;
    }

    /**
     * @param code upper snake case, for example {@code INSUFFICIENT_BALANCE}
     * @param status an HTTP status of 400 or above
     */
    public static Problem of(String code, int status, String title) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be in 400..599, was " + status);
        }
        Draft draft = new Draft();
        draft.code = Objects.requireNonNull(code);
        draft.status = status;
        draft.title = Objects.requireNonNull(title);
        return new Problem(draft);
    }

    /** The same for the constants of an enum of refusals. */
    public static Problem of(Enum<?> reason, int status, String title) {
        return of(reason.name(), status, title);
    }

    public Problem withDetail(String newDetail) {
        Draft draft = draft();
        draft.detail = newDetail;
        return new Problem(draft);
    }

    /** The URI reference of this occurrence, usually the request's path. */
    public Problem withInstance(String newInstance) {
        Draft draft = draft();
        draft.instance = newInstance;
        return new Problem(draft);
    }

    public Problem withViolation(String field, String message) {
        Draft draft = draft();
        draft.violations.add(new Violation(field, message));
        return new Problem(draft);
    }

    /** Adds an extra member, for example {@code limit} or {@code paymentId}. */
    public Problem with(String member, Object value) {
        if (RESERVED.contains(member)) {
            throw new IllegalArgumentException("not an extra member: " + member);
        }
        Draft draft = draft();
        draft.members.put(member, value);
        return new Problem(draft);
    }

    /** Tells the client when to come again, as a {@code Retry-After} header. */
    public Problem retryAfterSeconds(int seconds) {
        Draft draft = draft();
        draft.retryAfterSeconds = seconds;
        return new Problem(draft);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** May be null. */
    public String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The extra members. */
    public Map<String, Object> members() {
        return members;
    }

    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }

    /** The stable URI path of the kind of problem, {@code /problems/insufficient-balance}. */
    public String type() {
        return "/problems/" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The document, member by member in the order in which it is written. */
    @JsonValue
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type());
        document.put("title", title);
        document.put("status", status);
        if (detail != null) {
            document.put("detail", detail);
        }
        document.put("code", code);
        if (instance != null) {
            document.put("instance", instance);
        }
        if (!violations.isEmpty()) {
            document.put("violations", violations);
        }
        document.putAll(members);
        return document;
    }

    /** As an exception, for a pipeline: {@code Uni.createFrom().failure(problem.asException())}. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    @Override
    public String toString() {
        return status + " " + code;
    }

    private Draft draft() {
        Draft draft = new Draft();
        draft.code = code;
        draft.status = status;
        draft.title = title;
        draft.detail = detail;
        draft.instance = instance;
        draft.violations.addAll(violations);
        draft.members.putAll(members);
        draft.retryAfterSeconds = retryAfterSeconds;
        return draft;
    }

    private static final class Draft {
        private String code;
        private int status;
        private String title;
        private String detail;
        private String instance;
        private final List<Violation> violations = new ArrayList<>();
        private final Map<String, Object> members = new LinkedHashMap<>();
        private int retryAfterSeconds = -1;
    }
}
