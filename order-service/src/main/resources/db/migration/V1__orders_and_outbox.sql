-- Units of each sale. Whoever makes or cancels orders of a sale holds the lock on its row from the
-- first statement of the transaction on, rows in the order of sale_id: one change at a time for a
-- sale, and no deadlock between instances.
CREATE TABLE sales (
  sale_id        text    PRIMARY KEY,
  -- Units the sale began with; 0 until a RESERVED has told it (only cancels were seen so far).
  stock          integer NOT NULL CHECK (stock >= 0),
  -- Units of its orders that stand: PENDING_PAYMENT and PAID.
  units_standing integer NOT NULL DEFAULT 0,
  CONSTRAINT no_oversell CHECK (units_standing BETWEEN 0 AND stock)
) WITH (fillfactor = 50);

-- One row for each request the ledger speaks of, whatever became of it: the primary key is what
-- makes "a cancel wins whichever comes first" true for two writers at once.
--   PENDING_PAYMENT, PAID, CANCELLED   orders, told to the company and shown by the API
--   PARKED                             reserved, but the sale has no unit free yet
--   NEVER_MADE                         cancelled before it became an order: a tombstone that keeps
--                                      a late RESERVED out; told to nobody, not shown
CREATE TABLE orders (
  request_id       text        PRIMARY KEY,
  sale_id          text        NOT NULL,
  status           text        NOT NULL
    CHECK (status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED', 'PARKED', 'NEVER_MADE')),
  user_id          text        NOT NULL,
  quantity         integer     NOT NULL,
  item             text,
  price_minor      bigint,
  currency         text,
  cancelled_reason text,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  CONSTRAINT an_order_is_complete CHECK (status = 'NEVER_MADE'
    OR (quantity BETWEEN 1 AND 1000 AND item IS NOT NULL AND price_minor IS NOT NULL
        AND currency IS NOT NULL)),
  CONSTRAINT cancelled_for_a_reason
    CHECK ((status IN ('CANCELLED', 'NEVER_MADE')) = (cancelled_reason IS NOT NULL))
);

-- The lists of the read API, newest first.
CREATE INDEX orders_newest ON orders (created_at DESC, request_id DESC)
  WHERE status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED');
CREATE INDEX orders_of_sale ON orders (sale_id, created_at DESC, request_id DESC)
  WHERE status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED');
CREATE INDEX orders_of_user ON orders (user_id, created_at DESC, request_id DESC)
  WHERE status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED');
CREATE INDEX orders_of_status ON orders (status, created_at DESC, request_id DESC)
  WHERE status IN ('PENDING_PAYMENT', 'PAID', 'CANCELLED');
-- The parked of a sale, oldest first; all but empty.
CREATE INDEX orders_parked ON orders (sale_id, created_at, request_id) WHERE status = 'PARKED';

-- Events that topic `orders` does not have yet, in the order they happened to one order.
CREATE TABLE outbox (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id   text        NOT NULL,
  payload    bytea       NOT NULL,
  created_at timestamptz NOT NULL
) WITH (
  -- Every row is deleted soon after it was written: clean up by count, not by share of the table.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_threshold = -1
);
