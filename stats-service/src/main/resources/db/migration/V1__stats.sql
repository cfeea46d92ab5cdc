-- Ids compare by bytes everywhere: the order in which rows are locked must not depend on a locale.

-- What of each order was counted. This is what makes a repeat harmless.
CREATE TABLE counted_orders (
  order_id    text COLLATE "C" PRIMARY KEY,
  sale_id     text COLLATE "C" NOT NULL,
  user_id     text COLLATE "C" NOT NULL,
  quantity    integer NOT NULL,
  price_minor bigint  NOT NULL,
  created     boolean NOT NULL DEFAULT false,
  paid        boolean NOT NULL DEFAULT false,
  cancelled   boolean NOT NULL DEFAULT false
);

-- Standing orders of each user in each sale: whoever has one is a buyer.
CREATE TABLE buyers (
  sale_id         text COLLATE "C" NOT NULL,
  user_id         text COLLATE "C" NOT NULL,
  orders_standing integer NOT NULL,
  PRIMARY KEY (sale_id, user_id)
);

-- The counts. No CHECK (… >= 0) here or above: rows change by INSERT … ON CONFLICT, which checks the
-- difference itself, and that is negative where orders fall. Revenue is numeric, since no sum of 64-bit prices can overflow it.
CREATE TABLE sale_counts (
  sale_id          text COLLATE "C" PRIMARY KEY,
  orders_created   bigint  NOT NULL,
  orders_paid      bigint  NOT NULL,
  orders_cancelled bigint  NOT NULL,
  units_sold       bigint  NOT NULL,
  buyers           bigint  NOT NULL,
  revenue_minor    numeric NOT NULL,
  currency         text    NOT NULL,
  first_order_at   timestamptz,
  last_order_at    timestamptz
);
