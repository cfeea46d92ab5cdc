-- One row for each order and event: what is to be said, and what became of saying it.
CREATE TABLE notifications (
  order_id         text COLLATE "C" NOT NULL,
  event            text        NOT NULL CHECK (event IN ('created', 'paid', 'cancelled')),
  user_id          text        NOT NULL,
  sale_id          text        NOT NULL,
  text             text        NOT NULL,
  status           text        NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'SENT', 'DEAD')),
  -- Times that the message was taken for sending; also tells one taker from the next.
  attempts         integer     NOT NULL DEFAULT 0,
  -- Not taken before this; while it is being sent, the end of the taker's lease.
  next_attempt_at  timestamptz NOT NULL,
  created_at       timestamptz NOT NULL,
  sent_at          timestamptz,
  last_error       text,
  -- The event as it came, and where from: what the dead-letter topic gets.
  source_value     bytea       NOT NULL,
  source_partition integer     NOT NULL,
  source_offset    bigint      NOT NULL,
  dead_lettered_at timestamptz,
  PRIMARY KEY (order_id, event)
);

-- What delivery asks: what is due, and which dead messages are not in the dead-letter topic yet.
CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE status = 'PENDING';
CREATE INDEX notifications_dead ON notifications (created_at) WHERE status = 'DEAD' AND dead_lettered_at IS NULL;

-- What lookup asks, newest first.
CREATE INDEX notifications_newest ON notifications (created_at DESC, order_id, event);
CREATE INDEX notifications_by_user ON notifications (user_id, created_at DESC);
CREATE INDEX notifications_by_sale ON notifications (sale_id, created_at DESC);
