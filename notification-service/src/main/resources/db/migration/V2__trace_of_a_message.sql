-- Where the trace of a sampled request goes on (W3C Trace Context); null for every other.
ALTER TABLE notifications ADD COLUMN traceparent text;
