-- A third kind of policy: how operators settle.
ALTER TABLE policy_version DROP CONSTRAINT policy_version_kind;
ALTER TABLE policy_version
    ADD CONSTRAINT policy_version_kind CHECK (kind IN ('GAS', 'WALLET_CLASSES', 'SETTLEMENT'));
