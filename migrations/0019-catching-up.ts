import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sealing and counting have left undone for long, after a pause or a fault, they catch up with in portions. */
export class CatchingUp1590969600019 implements MigrationInterface {
  readonly name = 'CatchingUp1590969600019';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`drop function seal_receipts(timestamptz); drop function fold_tracking()`);
    await queries.query(SEAL);
    await queries.query(FOLD);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(
      `drop function seal_receipts(timestamptz, integer); drop function fold_tracking(integer, uuid)`,
    );
    await queries.query(SEAL_AT_ONCE);
    await queries.query(FOLD_AT_ONCE);
  }
}

const SEAL = `
/*
 * Seals what was committed since the last sealing, at most so many receipts (or, where every chain is looked at, so many units) in one
 * call: what was left undone for long is taken in portions, each of which is over long before a statement must be. A receipt is new when it is visible now and
 * was not then: its transaction had not begun (>= xmax) or was running (xip). What a later cluster has restored bears numbers that are
 * still to come (< xmax now). So a transaction that stays open for long holds nobody up, and its own receipts come with the sealing after
 * its commit. What is read and the snapshot that is kept come of one statement. A portion goes up to a transaction and keeps what was
 * visible of those before it: a transaction is never divided. A snapshot from the future means that the rows were restored into another
 * cluster, whose transactions count anew: then every chain is held against its last seal.
 * Gives the newest seal (null when somebody else is sealing) and whether there may be more. Without anything new it writes nothing.
 */
create function seal_receipts(moment timestamptz, most integer, out newest bigint, out more boolean) language plpgsql
  set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
  s sealer;
  anew boolean;
  first bigint;
  bound bigint;
  seen pg_snapshot;
  units uuid[];
  starts bigint[];
  seqs bigint[];
  hashes bytea[];
  sealed bytea;
begin
  more := false;
  if not pg_try_advisory_xact_lock(5902021, 1) then return; end if;
  select * into strict s from sealer;
  newest := s.number;
  anew := s.last is null or pg_snapshot_xmax(s.last) > pg_snapshot_xmax(pg_current_snapshot());
  if anew then
    select pg_current_snapshot(), array_agg(c.unit_id order by c.unit_id), array_agg(c.sealed + 1 order by c.unit_id),
      array_agg(c.seq order by c.unit_id), array_agg(c.hash order by c.unit_id)
    into seen, units, starts, seqs, hashes
    from (select c.unit_id, coalesce(k.seq, 0) as sealed, c.seq, c.hash
      from receipt_chain c left join lateral (select h.seq from seal_head h where h.unit_id = c.unit_id order by h.seq desc limit 1) k on true
      where c.seq > coalesce(k.seq, 0) order by c.unit_id limit most) c;
    more := coalesce(cardinality(units) = most, false);
  else
    first := pg_snapshot_xmax(s.last)::text::bigint;
    select max(r.xact), count(*) > most into bound, more from (select xact from receipt
      where xact >= first and xact < pg_snapshot_xmax(pg_current_snapshot())::text::bigint order by xact limit most + 1) r;
    if more then
      select greatest(bound, min(xact) + 1) into bound from receipt where xact >= first;
    else
      bound := null;
    end if;
    select pg_current_snapshot(), array_agg(n.unit_id order by n.unit_id), array_agg(coalesce(k.seq, 0) + 1 order by n.unit_id),
      array_agg(n.seq order by n.unit_id), array_agg(n.hash order by n.unit_id)
    into seen, units, starts, seqs, hashes
    from (select distinct on (r.unit_id) r.unit_id, r.seq, r.hash from (
        select unit_id, seq, hash from receipt where xact >= first
          and xact < least(bound, pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
        union all
        select unit_id, seq, hash from receipt where xact = any (array(select x::text::bigint from pg_snapshot_xip(s.last) x))) r
      order by r.unit_id, r.seq desc) n
    left join lateral (select h.seq from seal_head h where h.unit_id = n.unit_id order by h.seq desc limit 1) k on true
    where n.seq > coalesce(k.seq, 0);
  end if;
  if anew and more then
    seen := s.last;
  elsif more then
    seen := format('%s:%s:%s', least(bound, pg_snapshot_xmin(seen)::text::bigint), bound,
      (select string_agg(x::text, ',' order by x) from pg_snapshot_xip(seen) x where x::text::bigint < bound))::pg_snapshot;
  end if;
  if units is null then
    if anew or more then update sealer set last = seen; end if;
    return;
  end if;
  newest := s.number + 1;
  select sha256(s.hash || int8send(newest) || int8send((extract(epoch from moment) * 1000)::bigint)
    || string_agg(uuid_send(h.unit_id) || int8send(h.seq) || h.hash, '' order by h.unit_id))
  into sealed from unnest(units, seqs, hashes) as h (unit_id, seq, hash);
  insert into seal select newest, date_trunc('milliseconds', moment), s.hash, sealed, cardinality(units),
    (select sum(h.seq - h.from_seq + 1) from unnest(seqs, starts) as h (seq, from_seq));
  insert into seal_head select h.unit_id, h.seq, h.from_seq, newest, h.hash
    from unnest(units, seqs, starts, hashes) as h (unit_id, seq, from_seq, hash);
  update sealer set last = seen, number = newest, hash = sealed;
  perform pg_notify('gnvb_seal', newest::text);
end $$;
`;

const FOLD = `
/*
 * Counts changes in, about so many: all those of some documents in one statement, for a part of a document's would take away what is
 * not added yet. Takes the documents after one in the order of their ids, so that no portion goes by what those before it have taken
 * out; "reached" is the last of them. "folded" is less than asked when none are left, and null when somebody else is at it.
 */
create function fold_tracking(most integer, beyond uuid, out folded bigint, out reached uuid) language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  documents uuid[];
begin
  folded := 0;
  if not exists (select from tracking_change where document_id > beyond) then return; end if;
  if not pg_try_advisory_xact_lock(5902021, 2) then
    folded := null;
    return;
  end if;
  documents := array(select distinct c.document_id
    from (select document_id from tracking_change where document_id > beyond order by document_id limit most) c order by 1);
  reached := documents[cardinality(documents)];
  with gone as (delete from tracking_change where document_id = any (documents) returning *),
  delta as (select document_id, state, is_open, opened, acknowledged, registered, overdue_at, sum(copies)::integer as copies from gone
    group by 1, 2, 3, 4, 5, 6, 7 having sum(copies) <> 0),
  sums as (select d.document_id, d.state, d.is_open, d.opened, d.acknowledged, d.registered, d.overdue_at, d.copies + coalesce(c.copies, 0) as copies
    from delta d left join tracking_cell c using (document_id, state, is_open, opened, acknowledged, registered, overdue_at)),
  emptied as (delete from tracking_cell c using sums s where s.copies = 0 and (c.document_id, c.state, c.is_open, c.opened, c.acknowledged,
    c.registered, c.overdue_at) = (s.document_id, s.state, s.is_open, s.opened, s.acknowledged, s.registered, s.overdue_at)),
  filled as (insert into tracking_cell select * from sums where copies <> 0
    on conflict (document_id, state, is_open, opened, acknowledged, registered, overdue_at) do update set copies = excluded.copies)
  select count(*) into folded from gone;
end $$;
`;

/** As the migrations before this one had made them. */
const SEAL_AT_ONCE = `
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

const FOLD_AT_ONCE = `
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
