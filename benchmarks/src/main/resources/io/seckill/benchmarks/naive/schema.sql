create schema if not exists naive;

create table if not exists naive.sale (
  sale_id   text primary key,
  remaining bigint not null check (remaining >= 0),
  per_user  integer not null
);

create table if not exists naive.purchase_order (
  order_id   text primary key,
  sale_id    text not null,
  user_id    text not null,
  quantity   integer not null,
  created_at timestamptz not null default now()
);

create index if not exists purchase_order_by_user on naive.purchase_order (sale_id, user_id);

create table if not exists naive.sale_stats (
  sale_id text primary key,
  orders  bigint not null,
  units   bigint not null
);
