ALTER TABLE orders
  -- Until when the order may be paid, as its shopper was told: a later setting does not move it.
  ADD COLUMN pay_before  timestamptz,
  -- When it was decided that nobody pays. From then on every payment is refused, and the order
  -- stands only until its CANCELLED comes back from the ledger.
  ADD COLUMN lapsed_at   timestamptz,
  -- The key that paid it: the same one again is the same payment.
  ADD COLUMN payment_key text;

UPDATE orders SET pay_before = now() + interval '15 minutes' WHERE status = 'PENDING_PAYMENT';

ALTER TABLE orders
  ADD CONSTRAINT paid_or_lapsed_never_both CHECK (status <> 'PAID' OR lapsed_at IS NULL);

-- Those to be paid, the next one due first.
CREATE INDEX orders_to_be_paid ON orders (pay_before)
  WHERE status = 'PENDING_PAYMENT' AND lapsed_at IS NULL;

-- Cancellations that the ledger does not have yet: written with the decision, deleted when Kafka has
-- acknowledged them. Whatever dies in between, the next pass of any instance sends them again.
CREATE TABLE lapses (
  request_id text        PRIMARY KEY,
  sale_id    text        NOT NULL,
  user_id    text        NOT NULL,
  quantity   integer     NOT NULL,
  decided_at timestamptz NOT NULL
);
