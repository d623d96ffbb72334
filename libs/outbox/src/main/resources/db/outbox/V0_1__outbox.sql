-- What was decided here and must be told: rows are written in the transaction that caused them.
-- The key is the order of sending. xid is the writing transaction: rows below the horizon of running
-- transactions are complete, whereas ids are drawn before COMMIT and become visible in any order.
CREATE TABLE outbox (
    xid     xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    topic   text        NOT NULL,
    key     text        NOT NULL,
    payload text        NOT NULL CHECK (octet_length(payload) <= 4194304),
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (xid, id)
);

-- How far the relay has come (everything up to and including the position is acknowledged by Kafka),
-- and which holder of the lease may say so.
CREATE TABLE outbox_relay (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    epoch     bigint NOT NULL DEFAULT 0,
    xid       bigint NOT NULL DEFAULT 0,
    id        bigint NOT NULL DEFAULT 0
);
INSERT INTO outbox_relay DEFAULT VALUES;

-- Who sends: positions of different databases cannot be compared.
CREATE TABLE database_identity (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    source    uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO database_identity DEFAULT VALUES;

-- How far a consumer has come in a partition. The row moves in the transaction of the effect, and only
-- from where its mover believes it to be: that fences a consumer which has lost its partition.
CREATE TABLE consumer_offset (
    consumer    text    NOT NULL,
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL CHECK (next_offset >= 0),
    PRIMARY KEY (consumer, topic, partition)
);

-- The highest position of a sender that was applied: what is not above it is a duplicate.
CREATE TABLE consumer_position (
    consumer  text    NOT NULL,
    topic     text    NOT NULL,
    partition integer NOT NULL,
    source    uuid    NOT NULL,
    xid       bigint  NOT NULL,
    id        bigint  NOT NULL,
    PRIMARY KEY (consumer, topic, partition, source)
);

-- Records that no relay sent: kept for an investigation, never applied.
CREATE TABLE dead_letter (
    consumer  text        NOT NULL,
    topic     text        NOT NULL,
    partition integer     NOT NULL,
    "offset"  bigint      NOT NULL,
    key       bytea,
    payload   bytea,
    reason    text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, topic, partition, "offset")
);
