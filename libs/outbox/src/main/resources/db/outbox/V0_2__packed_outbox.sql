-- A row carries many events, a line each, so most payloads are stored beside the table. Their compression cost more
-- than the bytes it saved: rows live for an hour, and the relay compresses what it sends.
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
