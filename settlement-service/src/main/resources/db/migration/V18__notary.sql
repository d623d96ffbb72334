-- The notary: an append-only Merkle log per payer's bank, in the order in which its payments were told.

-- How far each log has come. The edge is the hashes of its full subtrees from left to right: enough to go on from.
-- The head is the log that the next one must begin with.
CREATE TABLE notary_log (
    operator_id   text    PRIMARY KEY,
    size          bigint  NOT NULL DEFAULT 0 CHECK (size >= 0),
    edge          bytea   NOT NULL DEFAULT '',
    head_number   bigint  NOT NULL DEFAULT 0,
    head_size     bigint  NOT NULL DEFAULT 0,
    head_root     text    NOT NULL DEFAULT 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    freeze_number bigint  NOT NULL DEFAULT 0,
    frozen        boolean NOT NULL DEFAULT false,
    CHECK (octet_length(edge) = 32 * bit_count(size::bit(64))),
    CHECK (head_size >= 0 AND head_root ~ '^[0-9a-f]{64}$')
);

-- Hashes of full subtrees, 256 side by side: level 0 holds the leaves, level n the subtrees of 256^n leaves. Whatever
-- lies between is computed from one row. Only the last tile of a level grows.
CREATE TABLE notary_tile (
    operator_id text     NOT NULL REFERENCES notary_log,
    level       smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    tile        bigint   NOT NULL CHECK (tile >= 0),
    hashes      bytea    NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (operator_id, level, tile)
);
-- Hashes cannot be compressed, and trying costs time at every batch.
ALTER TABLE notary_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- Where a payment is. One that was told twice is in the log twice; its first place counts.
CREATE TABLE notary_entry (
    payment_id  uuid   PRIMARY KEY,
    operator_id text   NOT NULL,
    leaf_index  bigint NOT NULL CHECK (leaf_index >= 0)
);

CREATE TABLE notary_head (
    operator_id      text        NOT NULL REFERENCES notary_log,
    number           bigint      NOT NULL,
    size             bigint      NOT NULL CHECK (size > 0),
    root             text        NOT NULL CHECK (root ~ '^[0-9a-f]{64}$'),
    previous_size    bigint      NOT NULL CHECK (previous_size >= 0 AND previous_size < size),
    previous_root    text        NOT NULL CHECK (previous_root ~ '^[0-9a-f]{64}$'),
    sealed_at        timestamptz NOT NULL,
    key_id           text        NOT NULL,
    signature        text        NOT NULL,
    ml_dsa_key_id    text        NOT NULL,
    ml_dsa_signature text        NOT NULL,
    cosigned_at      timestamptz,
    cosign_key_id    text,
    cosignature      text,
    PRIMARY KEY (operator_id, number),
    CHECK ((cosigned_at IS NULL) = (cosignature IS NULL) AND (cosign_key_id IS NULL) = (cosignature IS NULL))
);
CREATE INDEX notary_head_size ON notary_head (operator_id, size);
CREATE INDEX notary_head_cosigned ON notary_head (operator_id, number) WHERE cosignature IS NOT NULL;
