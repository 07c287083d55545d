import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals over all chains of receipts, and the counts of the tracking boards: both written outside the transactions that act. */
export class Sealing1590969600017 implements MigrationInterface {
  readonly name = 'Sealing1590969600017';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(SEALS);
    await queries.query(COUNTS);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop trigger tracking_changed on delivery;
drop trigger tracking_added on delivery;
drop trigger tracking_removed on delivery;
drop function fold_tracking();
drop function note_tracking_change();
drop function note_tracking_added();
drop view tracking_recount;
drop view tracking_now;
drop function overdue_at(text, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz);
drop table tracking_change, tracking_cell;
drop function seal_receipts(timestamptz);
drop table seal_head, seal, sealer;
drop index receipt_of_transaction;
alter table receipt drop column xact;
`);
  }
}

const SEALS = `
-- The transaction that wrote the receipt: by it the sealer finds what is new, whatever the order of commits. Older receipts have none,
-- and adding the default later than the column writes none of them anew.
-- A bigint, because an ORM knows no xid8.
alter table receipt add column xact bigint;
alter table receipt alter column xact set default pg_current_xact_id()::text::bigint;
create index receipt_of_transaction on receipt (xact) where xact is not null;

-- The chain over all units. hash(n) = sha256(hash(n-1) || int8 n || int8 at in ms || for each head, by unit: uuid || int8 seq || hash),
-- integers big-endian; the first one stands on sha256('').
create table seal (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32),
  units integer not null check (units > 0),
  receipts bigint not null check (receipts > 0)
);
select make_append_only('seal');

-- How far the chains had grown: the seal covers all receipts of the unit up to seq, and is the first to cover those from from_seq on.
-- Without foreign keys to other rooms' rows, whose locks would hold the sealer up.
create table seal_head (
  unit_id uuid not null,
  seq bigint not null,
  from_seq bigint not null check (from_seq > 0 and from_seq <= seq),
  number bigint not null references seal,
  hash bytea not null check (length(hash) = 32),
  primary key (unit_id, seq)
);
create unique index seal_head_of_seal on seal_head (number, unit_id);
select make_append_only('seal_head');

-- One row: what was visible at the last sealing, and the newest seal.
create table sealer (
  only_row boolean primary key default true check (only_row),
  last pg_snapshot,
  number bigint not null default 0,
  hash bytea not null default sha256('')
);
insert into sealer default values;

/*
 * Seals what was committed since the last sealing. A receipt is new when it is visible now and was not then: its transaction had not
 * begun (>= xmax) or was running (xip). What a later cluster has restored bears numbers that are still to come (< xmax now). So a transaction that stays open for long holds nobody up, and its own receipts come with the
 * sealing after its commit. What is read and the snapshot that is kept come of one statement. A snapshot from the future means that the
 * rows were restored into another cluster, whose transactions count anew: then every chain is held against its last seal.
 * Returns the newest seal; null when somebody else is sealing. Without anything new it writes nothing.
 */
create function seal_receipts(moment timestamptz) returns bigint language plpgsql
  set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
  s sealer;
  seen pg_snapshot;
  units uuid[];
  starts bigint[];
  seqs bigint[];
  hashes bytea[];
  sealed bytea;
begin
  if not pg_try_advisory_xact_lock(5902021, 1) then return null; end if;
  select * into strict s from sealer;
  if s.last is null or pg_snapshot_xmax(s.last) > pg_snapshot_xmax(pg_current_snapshot()) then
    select pg_current_snapshot(), array_agg(c.unit_id order by c.unit_id), array_agg(coalesce(k.seq, 0) + 1 order by c.unit_id),
      array_agg(c.seq order by c.unit_id), array_agg(c.hash order by c.unit_id)
    into seen, units, starts, seqs, hashes
    from receipt_chain c left join lateral (select h.seq from seal_head h where h.unit_id = c.unit_id order by h.seq desc limit 1) k on true
    where c.seq > coalesce(k.seq, 0);
  else
    select pg_current_snapshot(), array_agg(n.unit_id order by n.unit_id), array_agg(coalesce(k.seq, 0) + 1 order by n.unit_id),
      array_agg(n.seq order by n.unit_id), array_agg(n.hash order by n.unit_id)
    into seen, units, starts, seqs, hashes
    from (select distinct on (r.unit_id) r.unit_id, r.seq, r.hash from (
        select unit_id, seq, hash from receipt where xact >= pg_snapshot_xmax(s.last)::text::bigint and xact < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        union all
        select unit_id, seq, hash from receipt where xact = any (array(select x::text::bigint from pg_snapshot_xip(s.last) x))) r
      order by r.unit_id, r.seq desc) n
    left join lateral (select h.seq from seal_head h where h.unit_id = n.unit_id order by h.seq desc limit 1) k on true
    where n.seq > coalesce(k.seq, 0);
  end if;
  if units is null then
    if s.last is null or pg_snapshot_xmax(s.last) > pg_snapshot_xmax(seen) then update sealer set last = seen; end if;
    return s.number;
  end if;
  select sha256(s.hash || int8send(s.number + 1) || int8send((extract(epoch from moment) * 1000)::bigint)
    || string_agg(uuid_send(h.unit_id) || int8send(h.seq) || h.hash, '' order by h.unit_id))
  into sealed from unnest(units, seqs, hashes) as h (unit_id, seq, hash);
  insert into seal select s.number + 1, date_trunc('milliseconds', moment), s.hash, sealed, cardinality(units),
    (select sum(h.seq - h.from_seq + 1) from unnest(seqs, starts) as h (seq, from_seq));
  insert into seal_head select h.unit_id, h.seq, h.from_seq, s.number + 1, h.hash
    from unnest(units, seqs, starts, hashes) as h (unit_id, seq, from_seq, hash);
  update sealer set last = seen, number = s.number + 1, hash = sealed;
  perform pg_notify('gnvb_seal', (s.number + 1)::text);
  return s.number + 1;
end $$;
`;

const COUNTS = `
-- When a copy becomes overdue if nothing happens: the first clock that still runs. Never: 'infinity'.
create function overdue_at(state text, opened_at timestamptz, open_by timestamptz, acknowledged_at timestamptz, acknowledge_by timestamptz,
  done_at timestamptz, finish_by timestamptz) returns timestamptz language sql immutable parallel safe as $$
  select case when state in ('delivered', 'opened', 'acknowledged', 'registered', 'assigned', 'in_progress') then
    coalesce(least(case when opened_at is null then open_by end, case when acknowledged_at is null then acknowledge_by end,
      case when done_at is null then finish_by end), 'infinity') else 'infinity' end
$$;

-- The copies of a document, counted: those alike in everything a board sums up share a row. Few rows, however many copies.
create table tracking_cell (
  document_id uuid not null,
  state text not null,
  is_open boolean not null,
  opened boolean not null,
  acknowledged boolean not null,
  registered boolean not null,
  overdue_at timestamptz not null,
  copies integer not null check (copies > 0),
  primary key (document_id, state, is_open, opened, acknowledged, registered, overdue_at)
);

-- What is not counted in yet: one less here, one more there. Only ever added to by those who act, so they wait for nobody; the sealer
-- takes the rows out as it counts them in. Cells and changes read in one statement are exact at every moment.
create table tracking_change (
  document_id uuid not null,
  state text not null,
  is_open boolean not null,
  opened boolean not null,
  acknowledged boolean not null,
  registered boolean not null,
  overdue_at timestamptz not null,
  copies integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_threshold = 1000000);
create index tracking_change_of_document on tracking_change (document_id);

create view tracking_now as
  select document_id, state, is_open, opened, acknowledged, registered, overdue_at, copies from tracking_cell
  union all
  select document_id, state, is_open, opened, acknowledged, registered, overdue_at, copies from tracking_change;

-- The same from the copies themselves. One that was taken back before it arrived counts nowhere.
create view tracking_recount as
  select v.document_id, v.state, v.is_open, v.opened_at is not null as opened, v.acknowledged_at is not null as acknowledged,
    v.registered_at is not null as registered,
    overdue_at(v.state, v.opened_at, v.open_by, v.acknowledged_at, v.acknowledge_by, v.done_at, v.finish_by) as overdue_at, count(*)::integer as copies
  from delivery v where v.document_id is not null and not (v.state = 'withdrawn' and v.delivered_at is null)
  group by 1, 2, 3, 4, 5, 6, 7;

create function note_tracking_added() returns trigger language plpgsql as $$
begin
  insert into tracking_change
  select v.document_id, v.state, v.is_open, v.opened_at is not null, v.acknowledged_at is not null, v.registered_at is not null,
    overdue_at(v.state, v.opened_at, v.open_by, v.acknowledged_at, v.acknowledge_by, v.done_at, v.finish_by), count(*)
  from added v where v.document_id is not null and not (v.state = 'withdrawn' and v.delivered_at is null)
  group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger tracking_added after insert on delivery referencing new table as added for each statement execute function note_tracking_added();

create function note_tracking_change() returns trigger language plpgsql as $$
begin
  if not (old.state = 'withdrawn' and old.delivered_at is null) then
    insert into tracking_change values (old.document_id, old.state, old.is_open, old.opened_at is not null, old.acknowledged_at is not null,
      old.registered_at is not null,
      overdue_at(old.state, old.opened_at, old.open_by, old.acknowledged_at, old.acknowledge_by, old.done_at, old.finish_by), -1);
  end if;
  if tg_op = 'UPDATE' and not (new.state = 'withdrawn' and new.delivered_at is null) then
    insert into tracking_change values (new.document_id, new.state, new.is_open, new.opened_at is not null, new.acknowledged_at is not null,
      new.registered_at is not null,
      overdue_at(new.state, new.opened_at, new.open_by, new.acknowledged_at, new.acknowledge_by, new.done_at, new.finish_by), 1);
  end if;
  return null;
end $$;
create trigger tracking_changed after update on delivery for each row
  when (old.document_id is not null and (old.state, old.is_open, old.delivered_at is null, old.opened_at is null, old.acknowledged_at is null,
    old.registered_at is null, old.done_at is null, old.open_by, old.acknowledge_by, old.finish_by)
    is distinct from (new.state, new.is_open, new.delivered_at is null, new.opened_at is null, new.acknowledged_at is null,
    new.registered_at is null, new.done_at is null, new.open_by, new.acknowledge_by, new.finish_by))
  execute function note_tracking_change();
create trigger tracking_removed after delete on delivery for each row when (old.document_id is not null) execute function note_tracking_change();

-- The triggers hold off who acts until this is committed, so nothing falls between.
insert into tracking_cell select * from tracking_recount;

/* Counts the changes in, all in one statement. Returns how many there were; null when somebody else is at it. */
create function fold_tracking() returns bigint language plpgsql as $$
declare
  folded bigint;
begin
  if not exists (select from tracking_change) then return 0; end if;
  if not pg_try_advisory_xact_lock(5902021, 2) then return null; end if;
  with gone as (delete from tracking_change returning *),
  delta as (select document_id, state, is_open, opened, acknowledged, registered, overdue_at, sum(copies)::integer as copies from gone
    group by 1, 2, 3, 4, 5, 6, 7 having sum(copies) <> 0),
  sums as (select d.document_id, d.state, d.is_open, d.opened, d.acknowledged, d.registered, d.overdue_at, d.copies + coalesce(c.copies, 0) as copies
    from delta d left join tracking_cell c using (document_id, state, is_open, opened, acknowledged, registered, overdue_at)),
  emptied as (delete from tracking_cell c using sums s where s.copies = 0 and (c.document_id, c.state, c.is_open, c.opened, c.acknowledged,
    c.registered, c.overdue_at) = (s.document_id, s.state, s.is_open, s.opened, s.acknowledged, s.registered, s.overdue_at)),
  filled as (insert into tracking_cell select * from sums where copies <> 0
    on conflict (document_id, state, is_open, opened, acknowledged, registered, overdue_at) do update set copies = excluded.copies)
  select count(*) into folded from gone;
  return folded;
end $$;
`;
