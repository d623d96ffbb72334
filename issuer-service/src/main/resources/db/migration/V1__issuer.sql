-- The central bank's book, its register of coins, and what is decided about them.
-- Constraints repeat what the Java code promises: a bug there fails here, loudly, and changes nothing.

-- ---------------------------------------------------------------------------------------------------------------------
-- Order. A transaction that needs a decision about the whole (the next operator number, the queue of settlements) locks
-- the latch of that name first, then accounts in ascending id, then whatever belongs to them.
CREATE TABLE latch (
    name text PRIMARY KEY
);

INSERT INTO latch (name)
VALUES ('admission'), ('settlement'), ('policy');

-- ---------------------------------------------------------------------------------------------------------------------
-- Book. A posting takes an amount out of the debit account and puts it into the credit account; the book sums to zero.
-- FUNDING and ISSUED are where reserves and currency come from, so they count downwards from zero.
CREATE TABLE holder (
    id text PRIMARY KEY,
    kind text NOT NULL,
    CONSTRAINT holder_kind CHECK (kind IN ('OPERATOR', 'BENEFICIARY')),
    -- The colon keeps the two kinds apart: an operator's id cannot contain one.
    CONSTRAINT holder_shape CHECK (
        CASE kind
            WHEN 'OPERATOR' THEN id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'
            ELSE id ~ '^treasury:[^\n]{1,64}$'
        END)
);

CREATE TABLE account (
    id text PRIMARY KEY,
    holder text NOT NULL REFERENCES holder (id),
    kind text NOT NULL,
    balance_fen bigint NOT NULL DEFAULT 0,
    CONSTRAINT account_id CHECK (id = holder || '/' || kind),
    CONSTRAINT account_kind CHECK (kind IN ('FUNDING', 'FREE', 'LOCKED', 'ISSUED', 'REDEEMED', 'OUTSTANDING')),
    CONSTRAINT account_sign CHECK (
        CASE WHEN kind IN ('FUNDING', 'ISSUED') THEN balance_fen <= 0 ELSE balance_fen >= 0 END),
    CONSTRAINT account_range CHECK (abs(balance_fen) <= 9007199254740991)
);

CREATE TABLE journal_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause text NOT NULL,
    cause_id text NOT NULL,
    booked_at timestamptz NOT NULL,
    CONSTRAINT journal_entry_cause CHECK (
        cause IN ('ADMISSION', 'RESERVES', 'ISSUANCE', 'REDEMPTION', 'PAYMENTS', 'GAS')),
    -- Whatever happens, one cause is booked once.
    CONSTRAINT journal_entry_once UNIQUE (cause, cause_id)
);

CREATE TABLE posting (
    entry_id bigint NOT NULL REFERENCES journal_entry (id),
    line integer NOT NULL,
    debit text NOT NULL REFERENCES account (id),
    credit text NOT NULL REFERENCES account (id),
    amount_fen bigint NOT NULL,
    PRIMARY KEY (entry_id, line),
    CONSTRAINT posting_moves CHECK (debit <> credit),
    CONSTRAINT posting_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE ON posting
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a holder has outstanding is backed one to one, at the end of every transaction.
CREATE FUNCTION require_backing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    locked bigint;
    outstanding bigint;
BEGIN
    SELECT sum(balance_fen) FILTER (WHERE kind = 'LOCKED'), sum(balance_fen) FILTER (WHERE kind = 'OUTSTANDING')
    INTO locked, outstanding
    FROM account
    WHERE id IN (NEW.holder || '/LOCKED', NEW.holder || '/OUTSTANDING');
    IF locked IS DISTINCT FROM outstanding THEN
        RAISE EXCEPTION 'holder % has % outstanding but % locked', NEW.holder, outstanding, locked
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER account_backed AFTER INSERT OR UPDATE ON account
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.kind IN ('LOCKED', 'OUTSTANDING')) EXECUTE FUNCTION require_backing();

-- ---------------------------------------------------------------------------------------------------------------------
-- Reserve: the commercial banks and what they bring.
CREATE TABLE operator (
    id text PRIMARY KEY REFERENCES holder (id),
    number integer NOT NULL UNIQUE,
    name text NOT NULL,
    admission_reserve_fen bigint NOT NULL,
    admitted_at timestamptz NOT NULL,
    CONSTRAINT operator_number CHECK (number BETWEEN 1 AND 999),
    CONSTRAINT operator_name CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT operator_reserve CHECK (admission_reserve_fen BETWEEN 0 AND 9007199254740991)
);

CREATE TABLE reserve_addition (
    id uuid PRIMARY KEY,
    operator_id text NOT NULL REFERENCES operator (id),
    amount_fen bigint NOT NULL,
    added_at timestamptz NOT NULL,
    CONSTRAINT reserve_addition_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991)
);

-- Access: an operator's client. Secrets are 256 random bits, so one round of SHA-256 keeps them; the plain text is
-- shown once and never stored.
CREATE TABLE client (
    id text PRIMARY KEY,
    operator_id text NOT NULL UNIQUE REFERENCES operator (id),
    operator_number integer NOT NULL REFERENCES operator (number),
    secret_sha256 bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT client_secret CHECK (octet_length(secret_sha256) = 32)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Mint: every key that ever signed, so that old coins stay verifiable.
CREATE TABLE signing_key (
    id text PRIMARY KEY,
    algorithm text NOT NULL,
    public_key bytea NOT NULL,
    valid_from timestamptz NOT NULL,
    CONSTRAINT signing_key_algorithm CHECK (algorithm = 'SM2' AND octet_length(public_key) = 65)
);

-- Issuance: one row per id for ever, refused or not.
CREATE TABLE issuance (
    id uuid PRIMARY KEY,
    operator_id text NOT NULL REFERENCES operator (id),
    amount_fen bigint NOT NULL,
    state text NOT NULL,
    reason text,
    coin_count integer NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT issuance_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991),
    CONSTRAINT issuance_state CHECK (
        (state = 'ISSUED' AND reason IS NULL AND coin_count > 0)
        OR (state = 'REFUSED' AND reason IS NOT NULL AND coin_count = 0))
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Circulation: the register of coins. A registration is one change of one holder's file of coins; PLANNED until its new
-- coins are signed, then announced.
CREATE TABLE registration (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause text NOT NULL,
    cause_id uuid NOT NULL,
    owner text NOT NULL REFERENCES holder (id),
    state text NOT NULL,
    CONSTRAINT registration_cause CHECK (cause IN ('ISSUANCE', 'REDEMPTION', 'PAYMENTS', 'GAS')),
    CONSTRAINT registration_state CHECK (state IN ('PLANNED', 'ANNOUNCED')),
    CONSTRAINT registration_once UNIQUE (cause, cause_id, owner)
);

CREATE INDEX registration_planned ON registration (id) WHERE state = 'PLANNED';

CREATE TABLE coin (
    serial uuid PRIMARY KEY,
    owner text NOT NULL REFERENCES holder (id),
    amount_fen bigint NOT NULL,
    issued_at timestamptz NOT NULL,
    registered_by bigint NOT NULL REFERENCES registration (id),
    line integer NOT NULL,
    key_id text REFERENCES signing_key (id),
    signature bytea,
    state text NOT NULL,
    retired_by bigint REFERENCES registration (id),
    CONSTRAINT coin_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991),
    CONSTRAINT coin_time CHECK (issued_at = date_trunc('second', issued_at)),
    CONSTRAINT coin_line UNIQUE (registered_by, line),
    CONSTRAINT coin_signed CHECK ((key_id IS NULL) = (signature IS NULL) AND octet_length(signature) = 64),
    CONSTRAINT coin_state CHECK (
        (state = 'UNSPENT' AND retired_by IS NULL) OR (state = 'RETIRED' AND retired_by IS NOT NULL))
);

CREATE INDEX coin_unspent ON coin (owner, amount_fen, serial) WHERE state = 'UNSPENT';
CREATE INDEX coin_retired ON coin (retired_by, serial) WHERE state = 'RETIRED';

-- A coin is signed once and retired once; nothing else about it ever changes.
CREATE FUNCTION guard_coin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.serial, NEW.owner, NEW.amount_fen, NEW.issued_at, NEW.registered_by, NEW.line)
            IS DISTINCT FROM (OLD.serial, OLD.owner, OLD.amount_fen, OLD.issued_at, OLD.registered_by, OLD.line)
        OR (OLD.signature IS NOT NULL AND (NEW.key_id, NEW.signature) IS DISTINCT FROM (OLD.key_id, OLD.signature))
        OR (OLD.state = 'RETIRED' AND (NEW.state, NEW.retired_by) IS DISTINCT FROM (OLD.state, OLD.retired_by)) THEN
        RAISE EXCEPTION 'coin % cannot be changed in this way', OLD.serial USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER coin_guarded BEFORE UPDATE OR DELETE ON coin FOR EACH ROW EXECUTE FUNCTION guard_coin();

-- What the register owes: movements that must be booked, in the order in which they arrived. A movement without a
-- receiver destroys currency.
CREATE TABLE obligation (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause text NOT NULL,
    cause_id uuid NOT NULL,
    arrived_at timestamptz NOT NULL,
    booked_at timestamptz,
    CONSTRAINT obligation_cause CHECK (cause IN ('REDEMPTION', 'PAYMENTS', 'GAS')),
    CONSTRAINT obligation_once UNIQUE (cause, cause_id)
);

CREATE INDEX obligation_queued ON obligation (seq) WHERE booked_at IS NULL;

CREATE TABLE movement (
    obligation_seq bigint NOT NULL REFERENCES obligation (seq),
    line integer NOT NULL,
    from_holder text NOT NULL REFERENCES holder (id),
    to_holder text REFERENCES holder (id),
    amount_fen bigint NOT NULL,
    PRIMARY KEY (obligation_seq, line),
    CONSTRAINT movement_moves CHECK (from_holder <> to_holder),
    CONSTRAINT movement_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Redemption. RELEASED: the vault gave the currency up, the coins are not destroyed yet.
CREATE TABLE redemption (
    id uuid PRIMARY KEY,
    operator_id text NOT NULL REFERENCES operator (id),
    amount_fen bigint NOT NULL,
    state text NOT NULL,
    reason text,
    requested_at timestamptz NOT NULL,
    decided_at timestamptz,
    CONSTRAINT redemption_amount CHECK (amount_fen BETWEEN 1 AND 9007199254740991),
    CONSTRAINT redemption_state CHECK (
        (state IN ('REQUESTED', 'RELEASED') AND reason IS NULL AND decided_at IS NULL)
        OR (state = 'REDEEMED' AND reason IS NULL AND decided_at IS NOT NULL)
        OR (state = 'REFUSED' AND reason IS NOT NULL AND decided_at IS NOT NULL))
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Policy: signed, never edited.
CREATE TABLE policy_version (
    id text PRIMARY KEY,
    kind text NOT NULL,
    version integer NOT NULL,
    effective_from timestamptz NOT NULL,
    document text NOT NULL,
    key_id text NOT NULL REFERENCES signing_key (id),
    signature bytea NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT policy_version_id CHECK (id = kind || ':' || version),
    CONSTRAINT policy_version_kind CHECK (kind IN ('GAS', 'WALLET_CLASSES')),
    CONSTRAINT policy_version_number CHECK (version >= 1),
    CONSTRAINT policy_version_document CHECK (document !~ '\n'),
    CONSTRAINT policy_version_signature CHECK (octet_length(signature) = 64)
);

CREATE INDEX policy_version_latest ON policy_version (kind, version DESC);
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ---------------------------------------------------------------------------------------------------------------------
-- Treasury: gas revenue by beneficiary and cycle, and by the operator that collected it. booked_at is null while the
-- currency itself is still waiting in the queue of obligations.
CREATE TABLE treasury_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    settlement_id uuid NOT NULL,
    cycle_id bigint NOT NULL,
    beneficiary text NOT NULL,
    basis_points integer NOT NULL,
    amount_fen bigint NOT NULL,
    booked_at timestamptz,
    CONSTRAINT treasury_entry_once UNIQUE (settlement_id, beneficiary),
    CONSTRAINT treasury_entry_share CHECK (basis_points BETWEEN 0 AND 10000),
    CONSTRAINT treasury_entry_amount CHECK (amount_fen BETWEEN 0 AND 9007199254740991)
);

CREATE TABLE treasury_collection (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    settlement_id uuid NOT NULL,
    cycle_id bigint NOT NULL,
    operator_id text NOT NULL REFERENCES operator (id),
    amount_fen bigint NOT NULL,
    booked_at timestamptz,
    CONSTRAINT treasury_collection_once UNIQUE (settlement_id, operator_id),
    CONSTRAINT treasury_collection_amount CHECK (amount_fen BETWEEN 0 AND 9007199254740991)
);
