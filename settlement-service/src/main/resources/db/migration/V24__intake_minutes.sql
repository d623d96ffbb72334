-- What operators paid and received of one another's payments in each minute, where issued currency settles: sums of what
-- the intake took in, by its clock. They measure a cycle and bind nobody; gross_position is what settles.
CREATE TABLE intake_minute (
    cycle_id        bigint      NOT NULL REFERENCES cycle,
    minute          timestamptz NOT NULL CHECK (mod(extract(epoch FROM minute), 60) = 0),
    operator_id     text        NOT NULL,
    paid            bigint      NOT NULL CHECK (paid >= 0),
    paid_fen        bigint      NOT NULL CHECK (paid_fen >= paid),
    -- Of what was paid, the sum of amount times milliseconds since the minute began: how long all of it waits together.
    paid_fen_millis numeric(38) NOT NULL CHECK (paid_fen_millis >= 0),
    received        bigint      NOT NULL CHECK (received >= 0),
    received_fen    bigint      NOT NULL CHECK (received_fen >= received),
    PRIMARY KEY (cycle_id, minute, operator_id)
);

-- Nobody noted when earlier payments came: they count as come when their cycle opened.
INSERT INTO intake_minute
SELECT cycle_id, date_trunc('minute', opened_at, 'UTC'), operator_id, sum(paid), sum(paid_fen),
    sum(paid_fen) * floor(extract(epoch FROM opened_at - date_trunc('minute', opened_at, 'UTC')) * 1000),
    sum(received), sum(received_fen)
FROM (
    SELECT cycle_id, payer_operator_id AS operator_id, payments AS paid, amount_fen AS paid_fen,
        0 AS received, 0 AS received_fen
    FROM gross_position WHERE payer_operator_id <> payee_operator_id
    UNION ALL
    SELECT cycle_id, payee_operator_id, 0, 0, payments, amount_fen
    FROM gross_position WHERE payer_operator_id <> payee_operator_id
) AS part JOIN cycle USING (cycle_id)
WHERE asset = 'CURRENCY'
GROUP BY cycle_id, opened_at, operator_id;
