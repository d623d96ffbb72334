-- The treasury's statement asks by cycle.
CREATE INDEX treasury_entry_cycle ON treasury_entry (cycle_id, beneficiary);
CREATE INDEX treasury_collection_cycle ON treasury_collection (cycle_id, operator_id);
