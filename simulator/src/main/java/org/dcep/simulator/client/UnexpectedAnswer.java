package org.dcep.simulator.client;

/** A service refused what the caller did not expect to be refused. */
public final class UnexpectedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    public UnexpectedAnswer(Answer answer) {
        super(answer.request() + " answered " + answer.status() + " " + answer.code() + ": "
                + answer.body()
                        .path("detail")
                        .asText(answer.body().path("title").asText("no detail")));
        this.code = answer.code();
    }

    /** The problem's stable code. */
    public String code() {
        return code;
    }
}
