import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lets a document go to a hundred thousand units at once, and keeps a unit's act on one of ten million copies cheap. */
export class Dispatching1590969600016 implements MigrationInterface {
  readonly name = 'Dispatching1590969600016';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- Ids that grow with time (RFC 9562, version 7; random behind the milliseconds): the rows of one dispatch lie together in every index.
create function time_ordered_id() returns uuid language sql volatile parallel safe as $$
  select encode(overlay(uuid_send(gen_random_uuid()) placing int8send(
    (date_part('epoch', clock_timestamp()) * 1000)::bigint << 16 | 28672 | (random() * 4095)::bigint) from 1 for 8), 'hex')::uuid
$$;
alter table delivery alter id set default time_ordered_id();

-- A unit has a document once; a copy that was taken back before it arrived does not count, which this column says by the copy's own id.
-- The index names the column and not "state": an index that looks at "state" makes every opening and every acknowledgement write into all
-- indexes of the row (no heap-only update).
alter table delivery add column taken_back_id uuid generated always as (case when state = 'withdrawn' and delivered_at is null then id end) stored;
drop index delivery_once;
create unique index delivery_once on delivery (document_id, unit_id, taken_back_id) nulls not distinct where document_id is not null;

-- What is open, in the order of the inbox.
drop index delivery_waiting_for_unit;
create index delivery_waiting_for_unit on delivery (unit_id, delivered_at desc, id desc) where is_open;
-- The two say nearly the same: taken for independent, the planner expects a handful and sorts what the index has in order.
create statistics delivery_open (mcv) on state, is_open from delivery;
-- The copies of a dispatch are found by its document.
drop index delivery_of_dispatch;

-- Foreign keys ask for each row: five times a hundred thousand look-ups for what are four rows and the units themselves. Here the same is asked once
-- for each statement, with the same locks (key share), so that a parent cannot go, nor a unit be closed, before the rows are committed.
alter table delivery drop constraint delivery_dispatch_id_fkey, drop constraint delivery_document_id_fkey, drop constraint delivery_copy_id_fkey,
  drop constraint delivery_sender_unit_id_fkey, drop constraint delivery_unit_id_fkey;

-- One plan for one row and for a hundred thousand: by the parents' primary keys.
create function delivery_has_parents() returns trigger language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  dispatches uuid[];
  documents uuid[];
  copies uuid[];
  senders uuid[];
  wanted bigint;
  found bigint;
begin
  select array_agg(distinct dispatch_id) filter (where dispatch_id is not null), array_agg(distinct document_id) filter (where document_id is not null),
    array_agg(distinct copy_id), array_agg(distinct sender_unit_id) filter (where sender_unit_id is not null)
  into dispatches, documents, copies, senders
  from (select distinct dispatch_id, document_id, copy_id, sender_unit_id from added) a;
  perform from dispatch where id = any(dispatches) for key share;
  get diagnostics found = row_count;
  if found <> coalesce(cardinality(dispatches), 0) then
    raise exception 'a delivery without its dispatch' using errcode = 'foreign_key_violation', table = 'delivery', column = 'dispatch_id';
  end if;
  perform from outgoing_document where id = any(documents) for key share;
  get diagnostics found = row_count;
  if found <> coalesce(cardinality(documents), 0) then
    raise exception 'a delivery without its document' using errcode = 'foreign_key_violation', table = 'delivery', column = 'document_id';
  end if;
  perform from document_copy where id = any(copies) for key share;
  get diagnostics found = row_count;
  if found <> coalesce(cardinality(copies), 0) then
    raise exception 'a delivery without its copy' using errcode = 'foreign_key_violation', table = 'delivery', column = 'copy_id';
  end if;
  perform from unit where id = any(senders) for key share;
  get diagnostics found = row_count;
  if found <> coalesce(cardinality(senders), 0) then
    raise exception 'a delivery without its sender' using errcode = 'foreign_key_violation', table = 'delivery', column = 'sender_unit_id';
  end if;
  perform from added a join unit u on u.id = a.unit_id for key share of u;
  get diagnostics found = row_count;
  select count(*) into wanted from added;
  if found <> wanted then
    raise exception 'a delivery without its unit' using errcode = 'foreign_key_violation', table = 'delivery', column = 'unit_id';
  end if;
  return null;
end $$;
create trigger delivery_parents after insert on delivery referencing new table as added for each statement execute function delivery_has_parents();

-- What a copy belongs to hardly ever changes: it moves to the successor of a closed unit.
create function delivery_keeps_parents() returns trigger language plpgsql as $$
begin
  perform from unit where id = new.unit_id for key share;
  if not found then
    raise exception 'a delivery without its unit' using errcode = 'foreign_key_violation', table = 'delivery', column = 'unit_id';
  end if;
  return null;
end $$;
create trigger delivery_moved after update on delivery for each row when (old.unit_id is distinct from new.unit_id) execute function delivery_keeps_parents();
create function refuse_other_parents() returns trigger language plpgsql as $$
begin
  raise exception 'a delivery keeps its document, dispatch, copy and sender' using errcode = 'restrict_violation';
end $$;
create trigger delivery_fixed after update on delivery for each row
  when ((old.dispatch_id, old.document_id, old.copy_id, old.sender_unit_id) is distinct from (new.dispatch_id, new.document_id, new.copy_id, new.sender_unit_id))
  execute function refuse_other_parents();

-- The other half: a parent stays while it has deliveries.
create function parent_of_deliveries() returns trigger language plpgsql as $$
declare
  referring boolean;
begin
  if tg_op = 'UPDATE' and new.id = old.id then return null; end if;
  if tg_op = 'TRUNCATE' then
    execute 'select exists (select from delivery)' into referring;
  else
    execute format('select exists (select from delivery where %s)', replace(tg_argv[0], '?', '$1')) into referring using old.id;
  end if;
  if referring then
    raise exception '% is still referred to by deliveries', tg_table_name using errcode = 'foreign_key_violation', table = 'delivery';
  end if;
  return null;
end $$;
`);
    for (const [table, columns] of PARENTS) {
      const condition = columns.map((column) => `${column} = ?`).join(' or ');
      await queries.query(`
create trigger kept_by_deliveries after delete on ${table} for each row execute function parent_of_deliveries('${condition}');
create trigger kept_by_deliveries_as_named after update of id on ${table} for each row execute function parent_of_deliveries('${condition}');
create trigger kept_by_deliveries_whole after truncate on ${table} for each statement execute function parent_of_deliveries();
`);
    }
    await queries.query(`
-- Every unit below another at any depth, itself not among them. The way down goes by the index of children whatever the planner thinks of the
-- number of units, which it cannot know: a scan of all units for a dispatch to a hundred is what this is for.
create function units_below(root uuid) returns table (id uuid, kind text, channel text, closed_on date) language sql stable
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  with recursive below as (
    select u.id, u.kind, u.channel, u.closed_on from unit u where u.parent_id = root
    union
    select c.id, c.kind, c.channel, c.closed_on from below b join unit c on c.parent_id = b.id
  ) select * from below where below.id <> root
$$;
-- Was a unit closed while a document was on its way to it?
create index unit_closed on unit (id) where closed_on is not null;

-- Rows that are changed a few times soon after they are made, and then never again: room for new versions in the page, and vacuum by thousands of rows and
-- not by a fifth of millions.
alter table delivery set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 1);
-- Only ever added to: the visibility map and the statistics follow, little by little.
alter table receipt set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
-- One short row for each unit, changed by every act of the unit: half of each page is room for that.
alter table receipt_chain set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
alter table session set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
alter table answered_request set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
alter table number_book set (fillfactor = 50, autovacuum_vacuum_threshold = 200);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const [table] of PARENTS) {
      await queries.query(`
drop trigger kept_by_deliveries on ${table};
drop trigger kept_by_deliveries_as_named on ${table};
drop trigger kept_by_deliveries_whole on ${table};
`);
    }
    await queries.query(`
alter table number_book reset (fillfactor, autovacuum_vacuum_threshold);
alter table answered_request reset (fillfactor, autovacuum_vacuum_scale_factor);
alter table session reset (fillfactor, autovacuum_vacuum_scale_factor);
alter table receipt_chain reset (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
alter table receipt reset (autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor);
alter table delivery reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor,
  autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_cost_delay);
drop index unit_closed;
drop function units_below(uuid);
drop trigger delivery_fixed on delivery;
drop trigger delivery_moved on delivery;
drop trigger delivery_parents on delivery;
drop function parent_of_deliveries();
drop function refuse_other_parents();
drop function delivery_keeps_parents();
drop function delivery_has_parents();
alter table delivery add foreign key (dispatch_id) references dispatch, add foreign key (document_id) references outgoing_document,
  add foreign key (copy_id) references document_copy, add foreign key (sender_unit_id) references unit, add foreign key (unit_id) references unit;
create index delivery_of_dispatch on delivery (dispatch_id);
drop statistics delivery_open;
drop index delivery_waiting_for_unit;
create index delivery_waiting_for_unit on delivery (unit_id, acknowledge_by) where is_open;
drop index delivery_once;
create unique index delivery_once on delivery (document_id, unit_id) where not (state = 'withdrawn' and delivered_at is null);
alter table delivery drop column taken_back_id;
alter table delivery alter id set default gen_random_uuid();
drop function time_ordered_id();
`);
  }
}

/** What deliveries refer to, and by which of their columns. */
const PARENTS: readonly (readonly [string, readonly string[]])[] = [
  ['dispatch', ['dispatch_id']],
  ['outgoing_document', ['document_id']],
  ['document_copy', ['copy_id']],
  ['unit', ['unit_id', 'sender_unit_id']],
];
