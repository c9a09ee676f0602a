/** The tables of the receivers that share a PostgreSQL database, and every statement that is sent to it. */

/** Locks of this package: any two numbers that others are unlikely to use. */
export const LOCK = { schema: "7305108901", write: "7305108902" };

export const CHANNEL = "cellular_receiver";

export const SCHEMA = `
create table if not exists cellular_receiver_store (
  single boolean primary key default true check (single),
  id uuid not null default gen_random_uuid()
);
insert into cellular_receiver_store default values on conflict do nothing;
create table if not exists cellular_receiver_message (
  seq bigserial primary key,
  carrier text not null,
  request_id text not null,
  digest text not null,
  received_at timestamptz not null,
  bytes integer not null,
  message text not null,
  unique (carrier, request_id, digest)
);
create index if not exists cellular_receiver_message_request on cellular_receiver_message (request_id, seq);
create index if not exists cellular_receiver_message_age on cellular_receiver_message (received_at);
`;

export const INSERT = `
insert into cellular_receiver_message (carrier, request_id, digest, received_at, bytes, message)
select carrier, request_id, digest, received_at, bytes, message
from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::integer[], $6::text[])
  with ordinality as incoming (carrier, request_id, digest, received_at, bytes, message, place)
order by place
on conflict (carrier, request_id, digest) do nothing
returning carrier, request_id, digest`;

export const LATEST = "select coalesce(max(seq), 0) as seq from cellular_receiver_message";

/** Numbers come in the order of their commits (see LOCK.write), so all up to the latest visible one are visible. */
export const READ = `
select seq, message, found > $4 or reached > $5 as cut
from (
  select seq, message, bytes, reached, row_number() over (order by seq) as found
  from (
    select m.seq, m.message, m.bytes, sum(m.bytes) over (order by m.seq) - m.bytes as reached
    from unnest($1::text[], $2::bigint[]) as asked (request_id, after)
    join cellular_receiver_message m on m.request_id = asked.request_id and m.seq > asked.after
    where m.seq <= $3
    order by m.seq
    limit $4::bigint + 1
  ) as page
) as numbered
order by seq`;

export const TAIL = "select seq, request_id from cellular_receiver_message where seq > $1 order by seq";

export const SIZE =
  "select count(*) as messages, coalesce(sum(bytes), 0) as bytes from cellular_receiver_message";

export const REMOVE_EXPIRED = `
delete from cellular_receiver_message where seq in (
  select seq from cellular_receiver_message where received_at < $1 order by received_at limit 5000
)`;

export const REMOVE_OLDEST = `
delete from cellular_receiver_message where seq in (
  select seq from (
    select seq, sum(bytes) over (order by seq desc) as kept from cellular_receiver_message
  ) as newest where kept > $1
)`;
