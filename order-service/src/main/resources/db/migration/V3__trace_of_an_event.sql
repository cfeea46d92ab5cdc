-- Where the trace of a sampled request goes on (W3C Trace Context); null for every other.
ALTER TABLE outbox ADD COLUMN traceparent text;
