-- Witness: what the central bank has signed of each operator's log, and whether it has stopped the shard.
CREATE TABLE log_witness (
    operator_id text PRIMARY KEY,
    size bigint NOT NULL,
    root text NOT NULL,
    freeze_number bigint NOT NULL,
    frozen boolean NOT NULL,
    reason text,
    disputed_size bigint,
    disputed_root text,
    changed_at timestamptz NOT NULL,
    CONSTRAINT log_witness_log CHECK (size >= 0 AND root ~ '^[0-9a-f]{64}$'),
    CONSTRAINT log_witness_freeze CHECK (freeze_number >= 0 AND (NOT frozen OR freeze_number > 0 AND reason IS NOT NULL)),
    CONSTRAINT log_witness_disputed CHECK ((disputed_size IS NULL) = (disputed_root IS NULL))
);

-- Every freeze and every lift, as it was told, with the head that was disputed.
CREATE TABLE log_freeze (
    id text PRIMARY KEY,
    operator_id text NOT NULL REFERENCES log_witness (operator_id),
    number bigint NOT NULL,
    event text NOT NULL,
    evidence text,
    at timestamptz NOT NULL,
    CONSTRAINT log_freeze_id CHECK (id = operator_id || ':' || number)
);

CREATE TRIGGER log_freeze_append_only BEFORE UPDATE OR DELETE ON log_freeze
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
