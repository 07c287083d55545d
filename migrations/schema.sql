-- The schema all migrations add up to, kept true by test/database/schema.spec.ts (UPDATE_SCHEMA=1 writes it). For reading.

create collation vietnamese (provider = icu, locale = 'vi-VN');

create sequence arrived_mail_act_seq_seq;

create sequence outgoing_step_seq_seq;

create sequence recipient_group_event_seq_seq;

create sequence webhook_event_seq_seq;

create view attachment_scan as  SELECT a.id AS attachment_id,
    a.unit_id,
    a.name,
    a.sha256,
        CASE
            WHEN ((r.attachment_id IS NOT NULL) AND (s.state = ANY (ARRAY['pending'::text, 'unscannable'::text]))) THEN 'released'::text
            ELSE COALESCE(s.state, 'off'::text)
        END AS state,
    s.signature,
    s.reason,
    s.scanned_at
   FROM ((attachment a
     LEFT JOIN blob_scan s ON ((s.sha256 = a.sha256)))
     LEFT JOIN scan_release r ON ((r.attachment_id = a.id)));;

create view tracking_now as  SELECT tracking_cell.document_id,
    tracking_cell.state,
    tracking_cell.is_open,
    tracking_cell.opened,
    tracking_cell.acknowledged,
    tracking_cell.registered,
    tracking_cell.overdue_at,
    tracking_cell.copies
   FROM tracking_cell
UNION ALL
 SELECT tracking_change.document_id,
    tracking_change.state,
    tracking_change.is_open,
    tracking_change.opened,
    tracking_change.acknowledged,
    tracking_change.registered,
    tracking_change.overdue_at,
    tracking_change.copies
   FROM tracking_change;;

create view tracking_recount as  SELECT document_id,
    state,
    is_open,
    (opened_at IS NOT NULL) AS opened,
    (acknowledged_at IS NOT NULL) AS acknowledged,
    (registered_at IS NOT NULL) AS registered,
    overdue_at(state, opened_at, open_by, acknowledged_at, acknowledge_by, done_at, finish_by) AS overdue_at,
    (count(*))::integer AS copies
   FROM delivery v
  WHERE ((document_id IS NOT NULL) AND (NOT ((state = 'withdrawn'::text) AND (delivered_at IS NULL))))
  GROUP BY document_id, state, is_open, (opened_at IS NOT NULL), (acknowledged_at IS NOT NULL), (registered_at IS NOT NULL), (overdue_at(state, opened_at, open_by, acknowledged_at, acknowledge_by, done_at, finish_by));;

CREATE OR REPLACE FUNCTION append_receipts(of_unit uuid, facts jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  head receipt_chain;
begin
  select * into head from receipt_chain where unit_id = of_unit for update;
  if not found then
    insert into receipt_chain values (of_unit, 0, sha256('')) on conflict do nothing;
    select * into head from receipt_chain where unit_id = of_unit for update;
  end if;
  with added as (
    insert into receipt (id, unit_id, other_unit_id, seq, delivery_id, document_id, fact, account_id, account_name, post_id, post_role, post_title,
      at, revision, implied_by, address, detail, leaf, hash, delegation_id, for_account_id, for_account_name)
    select f.id, of_unit, f."otherUnitId", head.seq + row_number() over chain, f."deliveryId", f."documentId", f.fact, f."accountId", f."accountName",
      f."postId", f."postRole", f."postTitle", f.at, f.revision, f."impliedBy", f.address, f.detail, decode(f.leaf, 'hex'),
      chain_hash(head.hash, decode(f.leaf, 'hex')) over chain, f."delegationId", f."forAccountId", f."forAccountName"
    from rows from (jsonb_to_recordset(facts) as (id uuid, "unitId" uuid, "otherUnitId" uuid, "deliveryId" uuid, "documentId" uuid, fact text,
      "accountId" uuid, "accountName" text, "postId" uuid, "postRole" text, "postTitle" text, at timestamptz, revision integer, "impliedBy" uuid,
      address text, detail jsonb, leaf text, "delegationId" uuid, "forAccountId" uuid, "forAccountName" text)) with ordinality f
    window chain as (order by f.ordinality)
    returning seq, hash
  )
  update receipt_chain set seq = a.seq, hash = a.hash from (select seq, hash from added order by seq desc limit 1) a where unit_id = of_unit;
  perform queue_webhook_events(of_unit, jsonb_array_length(facts));
end $function$;

CREATE OR REPLACE FUNCTION append_to_chains(facts jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  units uuid[] := array(select distinct (f->>'unitId')::uuid from jsonb_array_elements(facts) f order by 1);
begin
  insert into receipt_chain select u, 0, sha256('') from unnest(units) u
  where not exists (select from receipt_chain c where c.unit_id = u) order by u on conflict do nothing;
  perform from receipt_chain where unit_id = any (units) order by unit_id for update;
  with added as (
    insert into receipt (id, unit_id, other_unit_id, seq, delivery_id, document_id, fact, account_id, account_name, post_id, post_role, post_title,
      at, revision, implied_by, address, detail, leaf, hash, delegation_id, for_account_id, for_account_name)
    select f.id, c.unit_id, f."otherUnitId", c.seq + row_number() over chain, f."deliveryId", f."documentId", f.fact, f."accountId", f."accountName",
      f."postId", f."postRole", f."postTitle", f.at, f.revision, f."impliedBy", f.address, f.detail, decode(f.leaf, 'hex'),
      chain_hash(c.hash, decode(f.leaf, 'hex')) over chain, f."delegationId", f."forAccountId", f."forAccountName"
    from rows from (jsonb_to_recordset(facts) as (id uuid, "unitId" uuid, "otherUnitId" uuid, "deliveryId" uuid, "documentId" uuid, fact text,
      "accountId" uuid, "accountName" text, "postId" uuid, "postRole" text, "postTitle" text, at timestamptz, revision integer, "impliedBy" uuid,
      address text, detail jsonb, leaf text, "delegationId" uuid, "forAccountId" uuid, "forAccountName" text)) with ordinality f
    join receipt_chain c on c.unit_id = f."unitId"
    window chain as (partition by c.unit_id order by f.ordinality)
    returning unit_id, seq, hash
  )
  update receipt_chain c set seq = a.seq, hash = a.hash
  from (select distinct on (unit_id) unit_id, seq, hash from added order by unit_id, seq desc) a where c.unit_id = a.unit_id;
  if exists (select from webhook where active) then
    perform queue_webhook_events(u, (select count(*) from jsonb_array_elements(facts) f where (f->>'unitId')::uuid = u)::integer) from unnest(units) u;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION delivery_has_parents()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION delivery_keeps_parents()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from unit where id = new.unit_id for key share;
  if not found then
    raise exception 'a delivery without its unit' using errcode = 'foreign_key_violation', table = 'delivery', column = 'unit_id';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION fold_tracking(most integer, beyond uuid, OUT folded bigint, OUT reached uuid)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION keep_working_calendar()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then raise exception 'versions of the calendar are kept' using errcode = 'restrict_violation'; end if;
  if old.state <> 'draft' and (new.data is distinct from old.data or new.no <> old.no or new.label <> old.label or new.zone <> old.zone) then
    raise exception 'version % of the calendar is fixed', old.no using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION make_append_only(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', target);
  execute format('revoke update, delete, truncate on %s from gnvb_app', target);
end $function$;

CREATE OR REPLACE FUNCTION next_chain_hash(hash bytea, head bytea, leaf bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return sha256(coalesce(hash, head) || leaf);
end $function$;

CREATE OR REPLACE FUNCTION note_tracking_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into tracking_change
  select v.document_id, v.state, v.is_open, v.opened_at is not null, v.acknowledged_at is not null, v.registered_at is not null,
    overdue_at(v.state, v.opened_at, v.open_by, v.acknowledged_at, v.acknowledge_by, v.done_at, v.finish_by), count(*)
  from added v where v.document_id is not null and not (v.state = 'withdrawn' and v.delivered_at is null)
  group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION note_tracking_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION note_unit_fact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  at timestamptz := case when tg_op = 'INSERT' then new.created_at
    else coalesce(nullif(current_setting('gnvb.at', true), '')::timestamptz, clock_timestamp()) end;
  known unit_fact;
begin
  if tg_op = 'UPDATE' and row(new.parent_id, new.kind, new.sector, new.channel, new.closed_on is null)
    is not distinct from row(old.parent_id, old.kind, old.sector, old.channel, old.closed_on is null) then return null; end if;
  select * into known from unit_fact where unit_id = new.id and until is null for update;
  if known.since >= at then
    update unit_fact set parent_id = new.parent_id, kind = new.kind, sector = new.sector, channel = new.channel, is_open = new.closed_on is null
    where unit_id = new.id and since = known.since;
    return null;
  end if;
  update unit_fact set until = at where unit_id = new.id and until is null;
  insert into unit_fact values (new.id, at, null, new.parent_id, new.kind, new.sector, new.channel, new.closed_on is null);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION overdue_at(state text, opened_at timestamp with time zone, open_by timestamp with time zone, acknowledged_at timestamp with time zone, acknowledge_by timestamp with time zone, done_at timestamp with time zone, finish_by timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when state in ('delivered', 'opened', 'acknowledged', 'registered', 'assigned', 'in_progress') then
    coalesce(least(case when opened_at is null then open_by end, case when acknowledged_at is null then acknowledge_by end,
      case when done_at is null then finish_by end), 'infinity') else 'infinity' end
$function$;

CREATE OR REPLACE FUNCTION parent_of_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION posts_in_force(moment timestamp with time zone)
 RETURNS TABLE(id uuid, account_id uuid, unit_id uuid, role text, title text, starts_at timestamp with time zone, delegation_id uuid, giver_id uuid, giver_name text, delegated_until timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select p.id, p.account_id, p.unit_id, p.role, p.title, p.starts_at, null::uuid, null::uuid, null::text, null::timestamptz
  from post p where p.starts_at <= moment and (p.ends_at is null or p.ends_at > moment)
  union all
  select p.id, d.receiver_id, p.unit_id, p.role, p.title, d.starts_at, d.id, g.id, g.display_name, d.ends_at
  from delegation d join post p on p.id = d.post_id join account g on g.id = p.account_id
  where d.starts_at <= moment and d.ends_at > moment and (d.ended_at is null or d.ended_at > moment)
    and p.role <> 'admin' and p.starts_at <= moment and (p.ends_at is null or p.ends_at > moment) and g.status = 'active'
    and exists (select from post o where o.account_id = d.receiver_id and o.unit_id = p.unit_id
      and o.starts_at <= moment and (o.ends_at is null or o.ends_at > moment))
$function$;

CREATE OR REPLACE FUNCTION queue_webhook_events(of_unit uuid, count integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  head bigint;
begin
  if not exists (select from webhook where active) then return; end if;
  select c.seq into head from receipt_chain c where c.unit_id = of_unit;
  insert into webhook_event (webhook_id, type, at, receipt_id, receipt_seq, acting_unit_id, other_unit_id, delivery_id, document_id, next_at)
  select w.id, r.fact, r.at, r.id, r.seq, r.unit_id, r.other_unit_id, r.delivery_id, r.document_id, r.at
  from receipt r join webhook w on w.active and w.unit_id in (r.unit_id, r.other_unit_id) and r.fact = any (w.events)
  where r.unit_id = of_unit and r.seq > head - count
  order by r.seq;
  insert into webhook_event (webhook_id, type, at, acting_unit_id, other_unit_id, delivery_id, document_id, next_at)
  select w.id, 'arrived', r.at, r.unit_id, d.unit_id, d.id, d.document_id, r.at
  from receipt r
  join webhook w on w.active and 'arrived' = any (w.events)
  join delivery d on d.document_id = r.document_id and d.unit_id = w.unit_id and not (d.state = 'withdrawn' and d.delivered_at is null)
  where r.unit_id = of_unit and r.seq > head - count and r.fact = 'dispatched'
    and d.dispatch_id = (r.detail->>'dispatchId')::uuid and d.delivered_at is not null;
end $function$;

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION refuse_other_parents()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a delivery keeps its document, dispatch, copy and sender' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION seal_receipts(moment timestamp with time zone, most integer, OUT newest bigint, OUT more boolean)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION take_delivery_steps(steps jsonb, facts jsonb)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET lock_timeout TO '100ms'
AS $function$
declare
  held uuid[] := array(select v.id from delivery v where v.id in (select (s->>'id')::uuid from jsonb_array_elements(steps) s)
    order by v.id for update skip locked);
  taken uuid[];
begin
  with moved as (
    update delivery v set state = s.state, is_open = s."isOpen", version = v.version + 1,
      opened_at = coalesce(v.opened_at, s."openedAt"), acknowledged_at = coalesce(v.acknowledged_at, s."acknowledgedAt")
    from jsonb_to_recordset(steps) as s (id uuid, version integer, state text, "isOpen" boolean, "openedAt" timestamptz, "acknowledgedAt" timestamptz)
    where v.id = s.id and v.version = s.version and v.id = any (held)
    returning v.id
  )
  select array_agg(id) into taken from moved;
  if taken is null then return; end if;
  if cardinality(taken) < jsonb_array_length(steps) then
    facts := (select jsonb_agg(f order by n) from jsonb_array_elements(facts) with ordinality x (f, n) where (f->>'deliveryId')::uuid = any (taken));
  end if;
  perform append_to_chains(facts);
  return query select unnest(taken);
end $function$;

CREATE OR REPLACE FUNCTION time_ordered_id()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(overlay(uuid_send(gen_random_uuid()) placing int8send(
    (date_part('epoch', clock_timestamp()) * 1000)::bigint << 16 | 28672 | (random() * 4095)::bigint) from 1 for 8), 'hex')::uuid
$function$;

CREATE OR REPLACE FUNCTION unit_name_on(of_unit uuid, on_day date)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select name from unit_name where unit_id = of_unit order by valid_from <= on_day desc, 
    case when valid_from <= on_day then valid_from end desc, valid_from limit 1
$function$;

CREATE OR REPLACE FUNCTION unit_within(of_unit uuid, root uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive up as (
    select id, parent_id from unit where id = of_unit
    union all
    select u.id, u.parent_id from unit u join up on u.id = up.parent_id
  ) select exists (select from up where id = root)
$function$;

CREATE OR REPLACE FUNCTION units_below(root uuid)
 RETURNS TABLE(id uuid, kind text, channel text, closed_on date)
 LANGUAGE sql
 STABLE
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  with recursive below as (
    select u.id, u.kind, u.channel, u.closed_on from unit u where u.parent_id = root
    union
    select c.id, c.kind, c.channel, c.closed_on from below b join unit c on c.parent_id = b.id
  ) select * from below where below.id <> root
$function$;

create aggregate chain_hash(head bytea, leaf bytea) (sfunc = next_chain_hash, stype = bytea);

create table account (
  id uuid not null,
  username text not null,
  display_name text not null,
  email text,
  password_hash text,
  status text not null default 'active'::text,
  sample boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  status_reason text,
  status_at timestamp with time zone,
  status_by uuid,
  password_temporary boolean not null default false,
  password_serial integer not null default 0,
  idle_since timestamp with time zone not null,
  idle_warned_step smallint,
  idle_warned_at timestamp with time zone,
  kind text not null default 'person'::text,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_status_by_fkey FOREIGN KEY (status_by) REFERENCES account(id),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'machine'::text]))),
  constraint account_machine_without_password CHECK (((kind = 'person'::text) OR (password_hash IS NULL))),
  constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'locked'::text, 'disabled'::text])))
);
CREATE INDEX account_email ON account USING btree (lower(email));
CREATE INDEX account_idle ON account USING btree (idle_since, id) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX account_username ON account USING btree (lower(username));
grant delete, insert, select, update on account to gnvb_app;

create table account_list (
  id uuid not null,
  unit_id uuid not null,
  listed_by uuid not null,
  listed_at timestamp with time zone not null,
  needs_approval boolean not null,
  approved_at timestamp with time zone,
  approved_by uuid,
  approval_note text,
  declined_at timestamp with time zone,
  declined_by uuid,
  decline_reason text,
  constraint account_list_pkey PRIMARY KEY (id),
  constraint account_list_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  constraint account_list_declined_by_fkey FOREIGN KEY (declined_by) REFERENCES account(id),
  constraint account_list_listed_by_fkey FOREIGN KEY (listed_by) REFERENCES account(id),
  constraint account_list_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint account_list_check CHECK (((approved_at IS NULL) = (approved_by IS NULL))),
  constraint account_list_check1 CHECK ((((declined_at IS NULL) = (declined_by IS NULL)) AND ((declined_at IS NULL) = (decline_reason IS NULL)))),
  constraint account_list_check2 CHECK (((approved_at IS NULL) OR (declined_at IS NULL)))
);
CREATE INDEX account_list_by_time ON account_list USING btree (listed_at DESC, id DESC);
CREATE INDEX account_list_of_unit ON account_list USING btree (unit_id, listed_at DESC);
CREATE INDEX account_list_open ON account_list USING btree (id) WHERE (needs_approval AND (approved_at IS NULL));
grant delete, insert, select, update on account_list to gnvb_app;

create table account_list_entry (
  account_id uuid not null,
  list_id uuid not null,
  constraint account_list_entry_pkey PRIMARY KEY (account_id),
  constraint account_list_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_list_entry_list_id_fkey FOREIGN KEY (list_id) REFERENCES account_list(id)
);
CREATE INDEX account_list_entry_of_list ON account_list_entry USING btree (list_id);
grant delete, insert, select, update on account_list_entry to gnvb_app;

create table account_list_rule (
  unit_id uuid not null,
  is_required boolean not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint account_list_rule_pkey PRIMARY KEY (unit_id),
  constraint account_list_rule_set_by_fkey FOREIGN KEY (set_by) REFERENCES account(id),
  constraint account_list_rule_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
grant delete, insert, select, update on account_list_rule to gnvb_app;

create table activation_code (
  id uuid not null,
  account_id uuid not null,
  digest bytea not null,
  password_serial integer not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  used_from text,
  voided_at timestamp with time zone,
  constraint activation_code_pkey PRIMARY KEY (id),
  constraint activation_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint activation_code_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES account(id),
  constraint activation_code_check CHECK (((used_at IS NULL) OR (voided_at IS NULL)))
);
CREATE INDEX activation_code_by_time ON activation_code USING btree (issued_at DESC, id DESC);
CREATE INDEX activation_code_of_account ON activation_code USING btree (account_id, issued_at DESC);
CREATE UNIQUE INDEX activation_code_open ON activation_code USING btree (account_id) WHERE ((used_at IS NULL) AND (voided_at IS NULL));
grant delete, insert, select, update on activation_code to gnvb_app;

create table answered_request (
  account_id uuid not null,
  key text not null,
  request_hash bytea not null,
  answer json,
  at timestamp with time zone not null,
  constraint answered_request_pkey PRIMARY KEY (account_id, key)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX answered_request_age ON answered_request USING btree (at);
grant delete, insert, select, update on answered_request to gnvb_app;

create table api_key (
  id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  name text not null,
  scopes text[] not null,
  digest bytea not null,
  prefix text not null,
  last_four text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_account_id_key UNIQUE (account_id),
  constraint api_key_digest_key UNIQUE (digest),
  constraint api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint api_key_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint api_key_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES account(id),
  constraint api_key_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint api_key_check CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '8784:00:00'::interval)))),
  constraint api_key_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint api_key_scopes_check CHECK ((cardinality(scopes) > 0))
);
CREATE INDEX api_key_of_unit ON api_key USING btree (unit_id, made_at DESC, id DESC);
grant insert, select on api_key to gnvb_app;

create table archived_mail (
  id uuid not null,
  inbox_id uuid not null,
  unit_id uuid not null,
  content_key text not null,
  message_id text,
  raw_id uuid not null,
  sha256 text not null,
  size bigint not null,
  sent_at timestamp with time zone,
  received_at timestamp with time zone not null,
  from_name text not null,
  from_address text not null,
  to_line text not null,
  cc_line text not null,
  subject text not null,
  snippet text not null,
  flags text[] not null default '{}'::text[],
  folders text[] not null default '{}'::text[],
  defects text[] not null default '{}'::text[],
  file_count integer not null default 0,
  archived_at timestamp with time zone not null,
  words tsvector not null,
  constraint archived_mail_pkey PRIMARY KEY (id),
  constraint archived_mail_inbox_id_content_key_key UNIQUE (inbox_id, content_key),
  constraint archived_mail_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint archived_mail_raw_id_fkey FOREIGN KEY (raw_id) REFERENCES attachment(id),
  constraint archived_mail_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX archived_mail_by_message_id ON archived_mail USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX archived_mail_of_inbox ON archived_mail USING btree (inbox_id, received_at DESC, id DESC);
CREATE INDEX archived_mail_of_unit ON archived_mail USING btree (unit_id, received_at DESC, id DESC);
CREATE INDEX archived_mail_raw ON archived_mail USING btree (raw_id);
CREATE INDEX archived_mail_words ON archived_mail USING gin (words);
grant delete, insert, select, update on archived_mail to gnvb_app;

create table archived_mail_file (
  mail_id uuid not null,
  "position" integer not null,
  attachment_id uuid not null,
  content_id text,
  constraint archived_mail_file_pkey PRIMARY KEY (mail_id, "position"),
  constraint archived_mail_file_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint archived_mail_file_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES archived_mail(id)
);
CREATE INDEX archived_mail_file_of_attachment ON archived_mail_file USING btree (attachment_id);
grant delete, insert, select, update on archived_mail_file to gnvb_app;

create table archived_mail_source (
  id uuid not null,
  inbox_id uuid not null,
  import_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  size bigint not null,
  sha256 text,
  raw_id uuid,
  mail_id uuid,
  is_duplicate boolean not null default false,
  problem text,
  at timestamp with time zone not null,
  constraint archived_mail_source_pkey PRIMARY KEY (id),
  constraint archived_mail_source_inbox_id_folder_uid_validity_uid_key UNIQUE (inbox_id, folder, uid_validity, uid),
  constraint archived_mail_source_import_id_fkey FOREIGN KEY (import_id) REFERENCES mail_import(id),
  constraint archived_mail_source_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint archived_mail_source_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES archived_mail(id),
  constraint archived_mail_source_raw_id_fkey FOREIGN KEY (raw_id) REFERENCES attachment(id),
  constraint archived_mail_source_check CHECK (((mail_id IS NULL) = (problem IS NOT NULL)))
);
CREATE INDEX archived_mail_source_by_time ON archived_mail_source USING btree (inbox_id, at);
CREATE INDEX archived_mail_source_content ON archived_mail_source USING btree (inbox_id, sha256);
CREATE INDEX archived_mail_source_of_mail ON archived_mail_source USING btree (mail_id);
CREATE INDEX archived_mail_source_raw ON archived_mail_source USING btree (raw_id) WHERE (raw_id IS NOT NULL);
grant delete, insert, select, update on archived_mail_source to gnvb_app;

create table archived_mail_text (
  mail_id uuid not null,
  content text not null,
  is_cut boolean not null,
  html text,
  constraint archived_mail_text_pkey PRIMARY KEY (mail_id),
  constraint archived_mail_text_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES archived_mail(id)
);
grant delete, insert, select, update on archived_mail_text to gnvb_app;

create table arrived_mail (
  id uuid not null,
  mail_id uuid not null,
  unit_id uuid not null,
  arrived_at timestamp with time zone not null,
  side text not null,
  state text not null,
  kept_because text,
  sender text not null,
  told_at timestamp with time zone,
  delivery_id uuid,
  constraint arrived_mail_pkey PRIMARY KEY (id),
  constraint arrived_mail_delivery_id_key UNIQUE (delivery_id),
  constraint arrived_mail_unit_id_mail_id_key UNIQUE (unit_id, mail_id),
  constraint arrived_mail_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  constraint arrived_mail_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES received_mail(id),
  constraint arrived_mail_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint arrived_mail_check CHECK (((state = 'kept'::text) = (kept_because IS NOT NULL))),
  constraint arrived_mail_check1 CHECK (((state = 'registered'::text) = (delivery_id IS NOT NULL))),
  constraint arrived_mail_check2 CHECK (((side = 'after'::text) OR (state = 'kept'::text))),
  constraint arrived_mail_kept_because_check CHECK ((kept_because = ANY (ARRAY['before-cutover'::text, 'own-mail'::text]))),
  constraint arrived_mail_side_check CHECK ((side = ANY (ARRAY['before'::text, 'after'::text]))),
  constraint arrived_mail_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'waiting'::text, 'registered'::text, 'dismissed'::text])))
);
CREATE INDEX arrived_mail_list ON arrived_mail USING btree (unit_id, arrived_at DESC, id DESC);
CREATE INDEX arrived_mail_of_mail ON arrived_mail USING btree (mail_id);
CREATE INDEX arrived_mail_senders ON arrived_mail USING btree (unit_id, sender) WHERE (side = 'after'::text);
grant delete, insert, select, update on arrived_mail to gnvb_app;

create table arrived_mail_act (
  id uuid not null,
  seq bigint not null generated as identity,
  arrived_id uuid not null,
  act text not null,
  code text,
  reason text,
  account_id uuid not null,
  post_id uuid not null,
  delegation_id uuid,
  at timestamp with time zone not null,
  constraint arrived_mail_act_pkey PRIMARY KEY (id),
  constraint arrived_mail_act_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint arrived_mail_act_arrived_id_fkey FOREIGN KEY (arrived_id) REFERENCES arrived_mail(id),
  constraint arrived_mail_act_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint arrived_mail_act_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
  constraint arrived_mail_act_act_check CHECK ((act = ANY (ARRAY['registered'::text, 'dismissed'::text, 'reopened'::text]))),
  constraint arrived_mail_act_check CHECK (((act = 'dismissed'::text) = ((code IS NOT NULL) AND (reason IS NOT NULL))))
);
CREATE INDEX arrived_mail_act_of ON arrived_mail_act USING btree (arrived_id, seq);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON arrived_mail_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON arrived_mail_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on arrived_mail_act to gnvb_app;

create table arrived_mail_inbox (
  arrived_id uuid not null,
  inbox_id uuid not null,
  at timestamp with time zone not null,
  constraint arrived_mail_inbox_pkey PRIMARY KEY (arrived_id, inbox_id),
  constraint arrived_mail_inbox_arrived_id_fkey FOREIGN KEY (arrived_id) REFERENCES arrived_mail(id),
  constraint arrived_mail_inbox_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id)
);
CREATE INDEX arrived_mail_inbox_traffic ON arrived_mail_inbox USING btree (inbox_id, at);
grant delete, insert, select, update on arrived_mail_inbox to gnvb_app;

create table assignment (
  id uuid not null,
  delivery_id uuid not null,
  instruction text not null,
  due_at timestamp with time zone,
  assigned_by uuid not null,
  assigned_post uuid not null,
  at timestamp with time zone not null,
  replaced_at timestamp with time zone,
  delegation_id uuid,
  handed_over_from uuid,
  constraint assignment_pkey PRIMARY KEY (id),
  constraint assignment_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES account(id),
  constraint assignment_assigned_post_fkey FOREIGN KEY (assigned_post) REFERENCES post(id),
  constraint assignment_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint assignment_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  constraint assignment_handed_over_from_fkey FOREIGN KEY (handed_over_from) REFERENCES account(id)
);
CREATE UNIQUE INDEX assignment_now ON assignment USING btree (delivery_id) WHERE (replaced_at IS NULL);
grant delete, insert, select, update on assignment to gnvb_app;

create table assignment_person (
  assignment_id uuid not null,
  account_id uuid not null,
  part text not null,
  constraint assignment_person_pkey PRIMARY KEY (assignment_id, account_id),
  constraint assignment_person_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint assignment_person_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id),
  constraint assignment_person_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'cooperate'::text, 'inform'::text])))
);
CREATE UNIQUE INDEX assignment_lead ON assignment_person USING btree (assignment_id) WHERE (part = 'lead'::text);
CREATE INDEX assignment_of_person ON assignment_person USING btree (account_id);
grant delete, insert, select, update on assignment_person to gnvb_app;

create table attachment (
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  sha256 text not null,
  size bigint not null,
  media_type text not null,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256),
  constraint attachment_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint attachment_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account(id)
);
CREATE INDEX attachment_by_age ON attachment USING btree (uploaded_at, id);
CREATE INDEX attachment_of_blob ON attachment USING btree (sha256);
CREATE INDEX attachment_of_unit_content ON attachment USING btree (unit_id, sha256);
grant delete, insert, select, update on attachment to gnvb_app;

create table audit_entry (
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null,
  account_id uuid,
  post_id uuid,
  unit_id uuid,
  act text not null,
  subject_type text not null,
  subject_id uuid,
  address text,
  detail jsonb not null default '{}'::jsonb,
  delegation_id uuid,
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_by_time ON audit_entry USING btree (at DESC, id DESC);
CREATE INDEX audit_entry_of_subject ON audit_entry USING btree (subject_id, at DESC);
CREATE INDEX audit_entry_of_unit ON audit_entry USING btree (unit_id, at DESC, id DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on audit_entry to gnvb_app;

create table automatic_reply (
  sender text not null,
  at timestamp with time zone not null,
  constraint automatic_reply_pkey PRIMARY KEY (sender)
);
grant delete, insert, select, update on automatic_reply to gnvb_app;

create table blob (
  sha256 text not null,
  size bigint not null,
  stored_at timestamp with time zone not null,
  constraint blob_pkey PRIMARY KEY (sha256),
  constraint blob_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint blob_size_check CHECK ((size > 0))
);
grant delete, insert, select, update on blob to gnvb_app;

create table blob_keeping (
  sha256 text not null,
  size bigint not null,
  claimed_at timestamp with time zone not null,
  removing_at timestamp with time zone,
  checked_at timestamp with time zone,
  checking_since timestamp with time zone,
  verdict text not null default 'whole'::text,
  found_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint blob_keeping_pkey PRIMARY KEY (sha256),
  constraint blob_keeping_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint blob_keeping_size_check CHECK ((size >= 0)),
  constraint blob_keeping_verdict_check CHECK ((verdict = ANY (ARRAY['whole'::text, 'missing'::text, 'damaged'::text])))
);
CREATE INDEX blob_keeping_damaged ON blob_keeping USING btree (found_at, sha256) WHERE (verdict <> 'whole'::text);
CREATE INDEX blob_keeping_to_check ON blob_keeping USING btree (checked_at NULLS FIRST, sha256);
grant delete, insert, select, update on blob_keeping to gnvb_app;

create table blob_scan (
  sha256 text not null,
  state text not null,
  signature text,
  reason text,
  scanned_with text,
  scanned_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  asked_at timestamp with time zone not null,
  constraint blob_scan_pkey PRIMARY KEY (sha256),
  constraint blob_scan_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256) ON DELETE CASCADE,
  constraint blob_scan_check CHECK (((state <> 'infected'::text) OR (signature IS NOT NULL))),
  constraint blob_scan_check1 CHECK (((state <> 'unscannable'::text) OR (reason IS NOT NULL))),
  constraint blob_scan_check2 CHECK (((state = 'pending'::text) OR (scanned_at IS NOT NULL))),
  constraint blob_scan_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'clean'::text, 'infected'::text, 'unscannable'::text])))
);
CREATE INDEX blob_scan_pending ON blob_scan USING btree (asked_at) WHERE (state = 'pending'::text);
CREATE INDEX blob_scan_trouble ON blob_scan USING btree (scanned_at DESC) WHERE (state = ANY (ARRAY['infected'::text, 'unscannable'::text]));
grant delete, insert, select, update on blob_scan to gnvb_app;

create table book_number (
  book_id uuid not null,
  number integer not null,
  holder_id uuid not null,
  state text not null default 'used'::text,
  reason text,
  at timestamp with time zone not null,
  constraint book_number_pkey PRIMARY KEY (book_id, number),
  constraint book_number_book_id_fkey FOREIGN KEY (book_id) REFERENCES number_book(id),
  constraint book_number_check CHECK (((state = 'used'::text) OR (reason IS NOT NULL))),
  constraint book_number_state_check CHECK ((state = ANY (ARRAY['used'::text, 'void'::text])))
);
CREATE UNIQUE INDEX book_number_holder ON book_number USING btree (holder_id, book_id);
grant delete, insert, select, update on book_number to gnvb_app;

create table cutover_scoreboard (
  one boolean not null default true,
  shown boolean not null default false,
  names boolean not null default false,
  changed_at timestamp with time zone,
  changed_by uuid,
  constraint cutover_scoreboard_pkey PRIMARY KEY (one),
  constraint cutover_scoreboard_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint cutover_scoreboard_one_check CHECK (one)
);
grant delete, insert, select, update on cutover_scoreboard to gnvb_app;

create table deadline_move (
  recalculation_id uuid not null,
  delivery_id uuid not null,
  unit_id uuid not null,
  rule_from text,
  rule_to text not null,
  open_from timestamp with time zone,
  open_to timestamp with time zone,
  acknowledge_from timestamp with time zone,
  acknowledge_to timestamp with time zone,
  finish_from timestamp with time zone,
  finish_to timestamp with time zone,
  constraint deadline_move_pkey PRIMARY KEY (recalculation_id, delivery_id),
  constraint deadline_move_recalculation_id_fkey FOREIGN KEY (recalculation_id) REFERENCES deadline_recalculation(id),
  constraint deadline_move_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX deadline_move_of_delivery ON deadline_move USING btree (delivery_id);
CREATE INDEX deadline_move_of_unit ON deadline_move USING btree (recalculation_id, unit_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON deadline_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON deadline_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on deadline_move to gnvb_app;

create table deadline_recalculation (
  id uuid not null,
  calendar_id uuid not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  at_unit_id uuid,
  at_delivered timestamp with time zone,
  at_delivery_id uuid,
  examined integer not null default 0,
  moved integer not null default 0,
  finished_at timestamp with time zone,
  constraint deadline_recalculation_pkey PRIMARY KEY (id),
  constraint deadline_recalculation_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id),
  constraint deadline_recalculation_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES working_calendar(id)
);
CREATE INDEX deadline_recalculation_list ON deadline_recalculation USING btree (asked_at DESC, id DESC);
CREATE UNIQUE INDEX deadline_recalculation_running ON deadline_recalculation USING btree (((finished_at IS NULL))) WHERE (finished_at IS NULL);
grant delete, insert, select, update on deadline_recalculation to gnvb_app;

create table delegation (
  id uuid not null,
  post_id uuid not null,
  receiver_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint delegation_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint delegation_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
  constraint delegation_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES account(id),
  constraint delegation_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '8784:00:00'::interval)))),
  constraint delegation_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
CREATE INDEX delegation_of_post ON delegation USING btree (post_id, ends_at);
CREATE INDEX delegation_of_receiver ON delegation USING btree (receiver_id, ends_at);
grant delete, insert, select, update on delegation to gnvb_app;

create table delivery (
  id uuid not null default time_ordered_id(),
  dispatch_id uuid,
  document_id uuid,
  copy_id uuid not null,
  sender_unit_id uuid,
  unit_id uuid not null,
  purpose text not null,
  channel text not null default 'system'::text,
  state text not null,
  is_open boolean not null,
  delivered_at timestamp with time zone,
  opened_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  registered_at timestamp with time zone,
  assigned_at timestamp with time zone,
  started_at timestamp with time zone,
  done_at timestamp with time zone,
  refused_at timestamp with time zone,
  replied_at timestamp with time zone,
  downloaded_at timestamp with time zone,
  open_by timestamp with time zone,
  acknowledge_by timestamp with time zone,
  finish_by timestamp with time zone,
  deadline_rule text,
  book_id uuid,
  arrival_year integer,
  arrival_number integer,
  refusal_code text,
  refusal_text text,
  version integer not null default 1,
  taken_back_id uuid generated always as (
CASE
    WHEN ((state = 'withdrawn'::text) AND (delivered_at IS NULL)) THEN id
    ELSE NULL::uuid
END) stored,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_book_id_fkey FOREIGN KEY (book_id) REFERENCES number_book(id),
  constraint delivery_channel_check CHECK ((channel = ANY (ARRAY['system'::text, 'email'::text, 'paper'::text]))),
  constraint delivery_check CHECK (((document_id IS NULL) = (dispatch_id IS NULL))),
  constraint delivery_check1 CHECK (((arrival_number IS NULL) = (registered_at IS NULL))),
  constraint delivery_purpose_check CHECK ((purpose = ANY (ARRAY['act'::text, 'coordinate'::text, 'report'::text, 'inform'::text, 'file'::text]))),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'delivered'::text, 'opened'::text, 'acknowledged'::text, 'registered'::text, 'assigned'::text, 'in_progress'::text, 'done'::text, 'refused'::text, 'returned'::text, 'noted'::text, 'withdrawn'::text, 'superseded'::text, 'undeliverable'::text])))
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_threshold=5000, autovacuum_analyze_scale_factor=0.02, autovacuum_vacuum_insert_scale_factor=0.05, autovacuum_vacuum_cost_delay=1);
CREATE UNIQUE INDEX delivery_arrival ON delivery USING btree (book_id, arrival_number) WHERE (arrival_number IS NOT NULL);
CREATE INDEX delivery_inbox ON delivery USING btree (unit_id, delivered_at DESC, id DESC);
CREATE INDEX delivery_of_copy ON delivery USING btree (copy_id) WHERE (document_id IS NULL);
CREATE UNIQUE INDEX delivery_once ON delivery USING btree (document_id, unit_id, taken_back_id) NULLS NOT DISTINCT WHERE (document_id IS NOT NULL);
CREATE INDEX delivery_sent_back ON delivery USING btree (sender_unit_id, refused_at) WHERE ((refused_at IS NOT NULL) AND is_open);
CREATE INDEX delivery_waiting_for_sender ON delivery USING btree (sender_unit_id, acknowledge_by, id) WHERE is_open;
CREATE INDEX delivery_waiting_for_unit ON delivery USING btree (unit_id, delivered_at DESC, id DESC) WHERE is_open;
CREATE TRIGGER delivery_fixed AFTER UPDATE ON delivery FOR EACH ROW WHEN (((((old.dispatch_id IS DISTINCT FROM new.dispatch_id) OR (old.document_id IS DISTINCT FROM new.document_id)) OR (old.copy_id IS DISTINCT FROM new.copy_id)) OR (old.sender_unit_id IS DISTINCT FROM new.sender_unit_id))) EXECUTE FUNCTION refuse_other_parents();
CREATE TRIGGER delivery_moved AFTER UPDATE ON delivery FOR EACH ROW WHEN ((old.unit_id IS DISTINCT FROM new.unit_id)) EXECUTE FUNCTION delivery_keeps_parents();
CREATE TRIGGER delivery_parents AFTER INSERT ON delivery REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION delivery_has_parents();
CREATE TRIGGER tracking_added AFTER INSERT ON delivery REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_tracking_added();
CREATE TRIGGER tracking_changed AFTER UPDATE ON delivery FOR EACH ROW WHEN (((old.document_id IS NOT NULL) AND ((((((((((old.state IS DISTINCT FROM new.state) OR (old.is_open IS DISTINCT FROM new.is_open)) OR ((old.delivered_at IS NULL) IS DISTINCT FROM (new.delivered_at IS NULL))) OR ((old.opened_at IS NULL) IS DISTINCT FROM (new.opened_at IS NULL))) OR ((old.acknowledged_at IS NULL) IS DISTINCT FROM (new.acknowledged_at IS NULL))) OR ((old.registered_at IS NULL) IS DISTINCT FROM (new.registered_at IS NULL))) OR ((old.done_at IS NULL) IS DISTINCT FROM (new.done_at IS NULL))) OR (old.open_by IS DISTINCT FROM new.open_by)) OR (old.acknowledge_by IS DISTINCT FROM new.acknowledge_by)) OR (old.finish_by IS DISTINCT FROM new.finish_by)))) EXECUTE FUNCTION note_tracking_change();
CREATE TRIGGER tracking_removed AFTER DELETE ON delivery FOR EACH ROW WHEN ((old.document_id IS NOT NULL)) EXECUTE FUNCTION note_tracking_change();
grant delete, insert, select, update on delivery to gnvb_app;

create table dispatch (
  id uuid not null,
  document_id uuid not null,
  unit_id uuid not null,
  by_account_id uuid not null,
  by_post_id uuid not null,
  made_at timestamp with time zone not null,
  send_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  lines jsonb not null,
  recipient_count integer not null,
  delegation_id uuid,
  waits_for text,
  cancel_reason text,
  old_inboxes_too boolean not null default true,
  constraint dispatch_pkey PRIMARY KEY (id),
  constraint dispatch_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES account(id),
  constraint dispatch_by_post_id_fkey FOREIGN KEY (by_post_id) REFERENCES post(id),
  constraint dispatch_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint dispatch_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id),
  constraint dispatch_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint dispatch_cancel_reason_check CHECK ((cancel_reason = ANY (ARRAY['infected'::text, 'unscannable'::text]))),
  constraint dispatch_waits_for_check CHECK ((waits_for = 'scan'::text))
);
CREATE INDEX dispatch_of_document ON dispatch USING btree (document_id, made_at);
CREATE INDEX dispatch_waiting ON dispatch USING btree (send_at) WHERE ((sent_at IS NULL) AND (cancelled_at IS NULL));
CREATE TRIGGER kept_by_deliveries AFTER DELETE ON dispatch FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('dispatch_id = ?');
CREATE TRIGGER kept_by_deliveries_as_named AFTER UPDATE OF id ON dispatch FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('dispatch_id = ?');
CREATE TRIGGER kept_by_deliveries_whole AFTER TRUNCATE ON dispatch FOR EACH STATEMENT EXECUTE FUNCTION parent_of_deliveries();
grant delete, insert, select, update on dispatch to gnvb_app;

create table document_copy (
  id uuid not null,
  origin text not null,
  document_id uuid,
  revision integer not null default 1,
  kind smallint not null default 0,
  author_unit_id uuid,
  author_name text not null,
  symbol text not null,
  symbol_key text not null,
  document_date date,
  type_code text,
  subject text not null,
  summary text not null default ''::text,
  signer_capacity text not null default ''::text,
  signer_name text not null default ''::text,
  signer_title text not null default ''::text,
  urgency text not null,
  respond_by timestamp with time zone,
  page_count integer,
  place text not null default ''::text,
  recipient_lines jsonb not null default '[]'::jsonb,
  retired_as text,
  retired_by text,
  entered_by uuid,
  made_at timestamp with time zone not null,
  constraint document_copy_pkey PRIMARY KEY (id),
  constraint document_copy_document_id_revision_key UNIQUE (document_id, revision),
  constraint document_copy_author_unit_id_fkey FOREIGN KEY (author_unit_id) REFERENCES unit(id),
  constraint document_copy_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id),
  constraint document_copy_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES account(id),
  constraint document_copy_check CHECK (((origin = 'system'::text) = (document_id IS NOT NULL))),
  constraint document_copy_kind_check CHECK (((kind >= 0) AND (kind <= 3))),
  constraint document_copy_origin_check CHECK ((origin = ANY (ARRAY['system'::text, 'paper'::text, 'email'::text, 'other'::text]))),
  constraint document_copy_retired_as_check CHECK ((retired_as = ANY (ARRAY['superseded'::text, 'revoked'::text]))),
  constraint document_copy_urgency_check CHECK ((urgency = ANY (ARRAY['normal'::text, 'khan'::text, 'thuong_khan'::text, 'hoa_toc'::text, 'hoa_toc_hen_gio'::text])))
);
CREATE INDEX document_copy_symbol ON document_copy USING btree (symbol_key);
CREATE TRIGGER kept_by_deliveries AFTER DELETE ON document_copy FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('copy_id = ?');
CREATE TRIGGER kept_by_deliveries_as_named AFTER UPDATE OF id ON document_copy FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('copy_id = ?');
CREATE TRIGGER kept_by_deliveries_whole AFTER TRUNCATE ON document_copy FOR EACH STATEMENT EXECUTE FUNCTION parent_of_deliveries();
grant delete, insert, select, update on document_copy to gnvb_app;

create table document_copy_attachment (
  copy_id uuid not null,
  attachment_id uuid not null,
  "position" integer not null,
  constraint document_copy_attachment_pkey PRIMARY KEY (copy_id, attachment_id),
  constraint document_copy_attachment_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint document_copy_attachment_copy_id_fkey FOREIGN KEY (copy_id) REFERENCES document_copy(id)
);
CREATE INDEX document_copy_attachment_use ON document_copy_attachment USING btree (attachment_id);
grant delete, insert, select, update on document_copy_attachment to gnvb_app;

create table external_identity (
  id uuid not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  label text,
  linked_by text not null,
  linked_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint external_identity_pkey PRIMARY KEY (id),
  constraint external_identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint external_identity_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(id),
  constraint external_identity_linked_by_check CHECK ((linked_by = ANY (ARRAY['person'::text, 'username'::text, 'email'::text])))
);
CREATE INDEX external_identity_known ON external_identity USING btree (issuer, subject);
CREATE UNIQUE INDEX external_identity_of_account ON external_identity USING btree (account_id, issuer) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX external_identity_once ON external_identity USING btree (issuer, subject) WHERE (ended_at IS NULL);
grant delete, insert, select, update on external_identity to gnvb_app;

create table handout_handing (
  id uuid not null,
  code_id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  code_issued_at timestamp with time zone not null,
  recipient text not null,
  recipient_phone text not null default ''::text,
  way text not null,
  handed_by uuid not null,
  handed_at timestamp with time zone not null,
  noted_at timestamp with time zone not null,
  constraint handout_handing_pkey PRIMARY KEY (id),
  constraint handout_handing_code_id_key UNIQUE (code_id),
  constraint handout_handing_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint handout_handing_handed_by_fkey FOREIGN KEY (handed_by) REFERENCES account(id),
  constraint handout_handing_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint handout_handing_way_check CHECK ((way = ANY (ARRAY['in_person'::text, 'post'::text, 'phone'::text])))
);
CREATE INDEX handout_handing_list ON handout_handing USING btree (handed_at DESC, id DESC);
CREATE INDEX handout_handing_of_account ON handout_handing USING btree (account_id);
CREATE INDEX handout_handing_of_unit ON handout_handing USING btree (unit_id, handed_at DESC, id DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON handout_handing FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON handout_handing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on handout_handing to gnvb_app;

create table handover (
  id uuid not null,
  unit_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  reason text not null,
  obligations jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  signature_note text,
  constraint handover_pkey PRIMARY KEY (id),
  constraint handover_from_id_fkey FOREIGN KEY (from_id) REFERENCES account(id),
  constraint handover_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint handover_to_id_fkey FOREIGN KEY (to_id) REFERENCES account(id),
  constraint handover_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint handover_check CHECK (((signed_at IS NOT NULL) OR (signature_note IS NULL)))
);
CREATE INDEX handover_list ON handover USING btree (made_at DESC, id DESC);
CREATE INDEX handover_of_person ON handover USING btree (from_id);
CREATE INDEX handover_of_unit ON handover USING btree (unit_id, made_at DESC, id DESC);
CREATE INDEX handover_to_sign ON handover USING btree (to_id, made_at DESC, id DESC);
grant delete, insert, select, update on handover to gnvb_app;

create table inbox_watch (
  inbox_id uuid not null,
  uid_validity text,
  last_uid bigint not null default 0,
  state text not null default 'new'::text,
  problem text,
  failures integer not null default 0,
  checked_at timestamp with time zone,
  next_at timestamp with time zone not null,
  constraint inbox_watch_pkey PRIMARY KEY (inbox_id),
  constraint inbox_watch_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint inbox_watch_state_check CHECK ((state = ANY (ARRAY['new'::text, 'well'::text, 'refused'::text, 'unreachable'::text, 'failing'::text])))
);
grant delete, insert, select, update on inbox_watch to gnvb_app;

create table legacy_copy (
  dispatch_id uuid not null,
  inbox_id uuid not null,
  delivery_id uuid not null,
  made_at timestamp with time zone not null,
  outcome text,
  ended_at timestamp with time zone,
  constraint legacy_copy_pkey PRIMARY KEY (dispatch_id, inbox_id),
  constraint legacy_copy_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  constraint legacy_copy_dispatch_id_fkey FOREIGN KEY (dispatch_id) REFERENCES dispatch(id),
  constraint legacy_copy_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint legacy_copy_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  constraint legacy_copy_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'withheld'::text, 'failed'::text])))
);
CREATE INDEX legacy_copy_of_delivery ON legacy_copy USING btree (delivery_id);
CREATE INDEX legacy_copy_of_inbox ON legacy_copy USING btree (inbox_id, made_at);
grant delete, insert, select, update on legacy_copy to gnvb_app;

create table legacy_inbox (
  id uuid not null,
  unit_id uuid not null,
  address text not null,
  owner text,
  imap_host text,
  imap_port integer,
  imap_security text,
  imap_user text,
  imap_secret bytea,
  state text not null default 'active'::text,
  state_since timestamp with time zone not null,
  note text,
  closed_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint legacy_inbox_pkey PRIMARY KEY (id),
  constraint legacy_inbox_address_key UNIQUE (address),
  constraint legacy_inbox_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint legacy_inbox_address_check CHECK ((address = lower(address))),
  constraint legacy_inbox_check CHECK (((closed_at IS NULL) OR (state = 'retired'::text))),
  constraint legacy_inbox_check1 CHECK ((((imap_host IS NULL) = (imap_port IS NULL)) AND ((imap_host IS NULL) = (imap_security IS NULL)))),
  constraint legacy_inbox_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  constraint legacy_inbox_imap_security_check CHECK ((imap_security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint legacy_inbox_state_check CHECK ((state = ANY (ARRAY['active'::text, 'dual_run'::text, 'frozen'::text, 'imported'::text, 'retired'::text])))
);
CREATE INDEX legacy_inbox_by_state ON legacy_inbox USING btree (state, address);
CREATE INDEX legacy_inbox_of_unit ON legacy_inbox USING btree (unit_id, address);
grant delete, insert, select, update on legacy_inbox to gnvb_app;

create table legacy_inbox_event (
  id uuid not null,
  inbox_id uuid not null,
  no integer not null,
  at timestamp with time zone not null,
  account_id uuid,
  from_state text,
  to_state text not null,
  act text not null,
  reason text,
  detail jsonb not null default '{}'::jsonb,
  constraint legacy_inbox_event_pkey PRIMARY KEY (id),
  constraint legacy_inbox_event_inbox_id_no_key UNIQUE (inbox_id, no),
  constraint legacy_inbox_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint legacy_inbox_event_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON legacy_inbox_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON legacy_inbox_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on legacy_inbox_event to gnvb_app;

create table legacy_reminder (
  inbox_id uuid not null,
  day date not null,
  at timestamp with time zone not null,
  account_id uuid not null,
  constraint legacy_reminder_pkey PRIMARY KEY (inbox_id, day),
  constraint legacy_reminder_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint legacy_reminder_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id)
);
CREATE INDEX legacy_reminder_by_day ON legacy_reminder USING btree (day, inbox_id);
grant delete, insert, select, update on legacy_reminder to gnvb_app;

create table mail_import (
  id uuid not null,
  inbox_id uuid not null,
  source text not null,
  state text not null,
  state_since timestamp with time zone not null,
  problem text,
  failures integer not null default 0,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  file_name text,
  file_sha256 text,
  file_size bigint,
  "position" bigint not null default 0,
  folders_total integer,
  folders_done integer not null default 0,
  expected integer,
  seen integer not null default 0,
  copied integer not null default 0,
  duplicates integer not null default 0,
  broken integer not null default 0,
  failed integer not null default 0,
  bytes bigint not null default 0,
  worked_ms bigint not null default 0,
  claim uuid,
  claimed_until timestamp with time zone,
  constraint mail_import_pkey PRIMARY KEY (id),
  constraint mail_import_file_sha256_fkey FOREIGN KEY (file_sha256) REFERENCES blob(sha256),
  constraint mail_import_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint mail_import_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(id),
  constraint mail_import_check CHECK (((source = 'imap'::text) = (file_name IS NULL))),
  constraint mail_import_source_check CHECK ((source = ANY (ARRAY['imap'::text, 'mbox'::text, 'zip'::text, 'eml'::text]))),
  constraint mail_import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text, 'done'::text, 'cancelled'::text])))
);
CREATE UNIQUE INDEX mail_import_at_work ON mail_import USING btree (inbox_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text]));
CREATE INDEX mail_import_file ON mail_import USING btree (file_sha256) WHERE (file_sha256 IS NOT NULL);
CREATE INDEX mail_import_of_inbox ON mail_import USING btree (inbox_id, requested_at DESC, id DESC);
grant delete, insert, select, update on mail_import to gnvb_app;

create table mail_import_folder (
  inbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null default 0,
  read_at timestamp with time zone not null,
  constraint mail_import_folder_pkey PRIMARY KEY (inbox_id, folder),
  constraint mail_import_folder_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id)
);
grant delete, insert, select, update on mail_import_folder to gnvb_app;

create table mail_message (
  id uuid not null,
  purpose text not null,
  purpose_key text not null,
  message_id text not null,
  recipient_name text not null,
  recipient_address text not null,
  subject text not null,
  text_body text not null,
  html_body text,
  attachment_ids uuid[] not null default '{}'::uuid[],
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  last_error text,
  answer text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  unsubscribe_url text,
  in_reply_to text,
  thread text,
  parts jsonb not null default '[]'::jsonb,
  constraint mail_message_pkey PRIMARY KEY (id),
  constraint mail_message_message_id_key UNIQUE (message_id),
  constraint mail_message_purpose_purpose_key_key UNIQUE (purpose, purpose_key),
  constraint mail_message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'gave_up'::text])))
);
CREATE INDEX mail_message_attachments ON mail_message USING gin (attachment_ids) WHERE (attachment_ids <> '{}'::uuid[]);
CREATE INDEX mail_message_waiting ON mail_message USING btree (created_at) WHERE (state = 'queued'::text);
grant delete, insert, select, update on mail_message to gnvb_app;

create table mail_proof (
  id uuid not null,
  inbox_id uuid not null,
  state text not null,
  problem text,
  requested_by uuid,
  requested_at timestamp with time zone not null,
  began_at timestamp with time zone,
  ended_at timestamp with time zone,
  every_hash boolean not null,
  has_server boolean not null,
  folders integer not null default 0,
  on_server integer not null default 0,
  server_bytes bigint not null default 0,
  in_archive integer not null default 0,
  mails integer not null default 0,
  same integer not null default 0,
  hashed integer not null default 0,
  explained integer not null default 0,
  unexplained integer not null default 0,
  kinds jsonb not null default '{}'::jsonb,
  claim uuid,
  claimed_until timestamp with time zone,
  constraint mail_proof_pkey PRIMARY KEY (id),
  constraint mail_proof_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES legacy_inbox(id),
  constraint mail_proof_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(id),
  constraint mail_proof_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX mail_proof_at_work ON mail_proof USING btree (inbox_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX mail_proof_of_inbox ON mail_proof USING btree (inbox_id, requested_at DESC, id DESC);
grant delete, insert, select, update on mail_proof to gnvb_app;

create table mail_proof_difference (
  proof_id uuid not null,
  "position" integer not null,
  kind text not null,
  is_explained boolean not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  message_id text,
  server_size bigint,
  server_sha256 text,
  archive_size bigint,
  archive_sha256 text,
  mail_id uuid,
  constraint mail_proof_difference_pkey PRIMARY KEY (proof_id, "position"),
  constraint mail_proof_difference_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES archived_mail(id),
  constraint mail_proof_difference_proof_id_fkey FOREIGN KEY (proof_id) REFERENCES mail_proof(id) ON DELETE CASCADE
);
grant delete, insert, select, update on mail_proof_difference to gnvb_app;

create table notice (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  key text not null,
  params jsonb not null,
  path text not null,
  urgency text not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_account_id_kind_key_key UNIQUE (account_id, kind, key),
  constraint notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint notice_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX notice_by_age ON notice USING btree (at);
CREATE INDEX notice_list ON notice USING btree (account_id, at DESC, id DESC);
CREATE INDEX notice_unread ON notice USING btree (account_id, at DESC, id DESC) WHERE (read_at IS NULL);
grant delete, insert, select, update on notice to gnvb_app;

create table notification_choice (
  account_id uuid not null,
  kind text not null,
  choice text not null,
  chosen_at timestamp with time zone not null,
  constraint notification_choice_pkey PRIMARY KEY (account_id, kind),
  constraint notification_choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint notification_choice_choice_check CHECK ((choice = ANY (ARRAY['at_once'::text, 'daily'::text, 'off'::text])))
);
grant delete, insert, select, update on notification_choice to gnvb_app;

create table number_book (
  id uuid not null,
  unit_id uuid not null,
  direction text not null,
  type_code text not null,
  period text not null,
  first_number integer not null default 1,
  last_number integer not null default 0,
  constraint number_book_pkey PRIMARY KEY (id),
  constraint number_book_unit_id_direction_type_code_period_key UNIQUE (unit_id, direction, type_code, period),
  constraint number_book_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint number_book_check CHECK ((last_number >= (first_number - 1))),
  constraint number_book_direction_check CHECK ((direction = ANY (ARRAY['outgoing'::text, 'incoming'::text])))
) with (fillfactor=50, autovacuum_vacuum_threshold=200);
grant delete, insert, select, update on number_book to gnvb_app;

create table onboarding_reminder (
  unit_id uuid not null,
  step text not null,
  day date not null,
  asked_at timestamp with time zone not null,
  asked_by uuid,
  settled_at timestamp with time zone,
  outcome text,
  constraint onboarding_reminder_pkey PRIMARY KEY (unit_id, step, day),
  constraint onboarding_reminder_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id),
  constraint onboarding_reminder_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint onboarding_reminder_check CHECK (((settled_at IS NULL) = (outcome IS NULL))),
  constraint onboarding_reminder_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'moved_on'::text, 'no_address'::text])))
);
CREATE INDEX onboarding_reminder_due ON onboarding_reminder USING btree (asked_at, unit_id) WHERE (settled_at IS NULL);
grant delete, insert, select, update on onboarding_reminder to gnvb_app;

create table outgoing_attachment (
  document_id uuid not null,
  attachment_id uuid not null,
  "position" integer not null,
  constraint outgoing_attachment_pkey PRIMARY KEY (document_id, attachment_id),
  constraint outgoing_attachment_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint outgoing_attachment_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id)
);
CREATE INDEX outgoing_attachment_use ON outgoing_attachment USING btree (attachment_id);
grant delete, insert, select, update on outgoing_attachment to gnvb_app;

create table outgoing_document (
  id uuid not null,
  unit_id uuid not null,
  kind smallint not null default 0,
  type_code text not null,
  state text not null,
  revision integer not null default 1,
  subject text not null,
  summary text not null default ''::text,
  urgency text not null,
  signer_capacity text not null default ''::text,
  signer_name text not null default ''::text,
  signer_title text not null default ''::text,
  respond_by timestamp with time zone,
  page_count integer,
  copy_count integer,
  note text not null default ''::text,
  replies_to uuid,
  book_id uuid,
  number integer,
  symbol text,
  symbol_key text,
  document_date date,
  drafted_by uuid not null,
  drafted_at timestamp with time zone not null,
  issued_at timestamp with time zone,
  closing_reason text,
  superseded_by uuid,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  constraint outgoing_document_pkey PRIMARY KEY (id),
  constraint outgoing_document_book_id_fkey FOREIGN KEY (book_id) REFERENCES number_book(id),
  constraint outgoing_document_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES account(id),
  constraint outgoing_document_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES outgoing_document(id),
  constraint outgoing_document_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint outgoing_document_check CHECK (((number IS NULL) = (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'abandoned'::text])))),
  constraint outgoing_document_kind_check CHECK (((kind >= 0) AND (kind <= 3))),
  constraint outgoing_document_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'issued'::text, 'dispatched'::text, 'closed'::text, 'abandoned'::text, 'void'::text, 'superseded'::text, 'revoked'::text]))),
  constraint outgoing_document_urgency_check CHECK ((urgency = ANY (ARRAY['normal'::text, 'khan'::text, 'thuong_khan'::text, 'hoa_toc'::text, 'hoa_toc_hen_gio'::text])))
);
CREATE INDEX outgoing_document_in_hand ON outgoing_document USING btree (unit_id, updated_at) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text, 'issued'::text]));
CREATE INDEX outgoing_document_list ON outgoing_document USING btree (unit_id, updated_at DESC, id DESC);
CREATE UNIQUE INDEX outgoing_document_number ON outgoing_document USING btree (book_id, number) WHERE (number IS NOT NULL);
CREATE INDEX outgoing_document_reply ON outgoing_document USING btree (replies_to) WHERE (replies_to IS NOT NULL);
CREATE INDEX outgoing_document_under_way ON outgoing_document USING btree (unit_id, updated_at DESC, id DESC) WHERE (state = 'dispatched'::text);
CREATE TRIGGER kept_by_deliveries AFTER DELETE ON outgoing_document FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('document_id = ?');
CREATE TRIGGER kept_by_deliveries_as_named AFTER UPDATE OF id ON outgoing_document FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('document_id = ?');
CREATE TRIGGER kept_by_deliveries_whole AFTER TRUNCATE ON outgoing_document FOR EACH STATEMENT EXECUTE FUNCTION parent_of_deliveries();
grant delete, insert, select, update on outgoing_document to gnvb_app;

create table outgoing_recipient (
  document_id uuid not null,
  "position" integer not null,
  target text not null,
  unit_id uuid,
  group_id uuid,
  purpose text not null,
  constraint outgoing_recipient_pkey PRIMARY KEY (document_id, "position"),
  constraint outgoing_recipient_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id),
  constraint outgoing_recipient_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint outgoing_recipient_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint outgoing_recipient_check CHECK (((target = 'unit'::text) = (unit_id IS NOT NULL))),
  constraint outgoing_recipient_check1 CHECK (((target = 'group'::text) = (group_id IS NOT NULL))),
  constraint outgoing_recipient_purpose_check CHECK ((purpose = ANY (ARRAY['act'::text, 'coordinate'::text, 'report'::text, 'inform'::text, 'file'::text]))),
  constraint outgoing_recipient_target_check CHECK ((target = ANY (ARRAY['unit'::text, 'group'::text, 'all_units'::text])))
);
grant delete, insert, select, update on outgoing_recipient to gnvb_app;

create table outgoing_relation (
  document_id uuid not null,
  related_id uuid not null,
  relation text not null,
  constraint outgoing_relation_pkey PRIMARY KEY (document_id, related_id, relation),
  constraint outgoing_relation_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id),
  constraint outgoing_relation_related_id_fkey FOREIGN KEY (related_id) REFERENCES outgoing_document(id),
  constraint outgoing_relation_check CHECK ((document_id <> related_id)),
  constraint outgoing_relation_relation_check CHECK ((relation = ANY (ARRAY['basis'::text, 'replaces'::text, 'revokes'::text, 'updates'::text, 'related'::text])))
);
CREATE INDEX outgoing_relation_back ON outgoing_relation USING btree (related_id);
grant delete, insert, select, update on outgoing_relation to gnvb_app;

create table outgoing_step (
  id uuid not null,
  seq bigint not null generated as identity,
  document_id uuid not null,
  act text not null,
  from_state text,
  to_state text not null,
  account_id uuid,
  post_id uuid,
  at timestamp with time zone not null,
  reason text,
  delegation_id uuid,
  constraint outgoing_step_pkey PRIMARY KEY (id),
  constraint outgoing_step_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id)
);
CREATE INDEX outgoing_step_of_document ON outgoing_step USING btree (document_id, seq);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON outgoing_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON outgoing_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on outgoing_step to gnvb_app;

create table password_reset (
  id uuid not null,
  account_id uuid not null,
  digest bytea not null,
  password_serial integer not null,
  mailed_to text not null,
  requested_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  voided_at timestamp with time zone,
  constraint password_reset_pkey PRIMARY KEY (id),
  constraint password_reset_digest_key UNIQUE (digest),
  constraint password_reset_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX password_reset_by_time ON password_reset USING btree (requested_at);
CREATE INDEX password_reset_of_account ON password_reset USING btree (account_id, requested_at DESC);
grant delete, insert, select, update on password_reset to gnvb_app;

create table post (
  id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  role text not null,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint post_pkey PRIMARY KEY (id),
  constraint post_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint post_check CHECK ((ends_at >= starts_at)),
  constraint post_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'clerk'::text, 'leader'::text, 'member'::text])))
);
CREATE UNIQUE INDEX post_held ON post USING btree (account_id, unit_id, role) WHERE (ends_at IS NULL);
CREATE INDEX post_of_account ON post USING btree (account_id);
CREATE INDEX post_of_unit ON post USING btree (unit_id);
grant delete, insert, select, update on post to gnvb_app;

create table practice_lesson (
  world_id uuid not null,
  role text not null,
  number smallint not null,
  document_id uuid not null,
  constraint practice_lesson_pkey PRIMARY KEY (world_id, role, number),
  constraint practice_lesson_document_id_fkey FOREIGN KEY (document_id) REFERENCES outgoing_document(id),
  constraint practice_lesson_world_id_fkey FOREIGN KEY (world_id) REFERENCES practice_world(id)
);
grant delete, insert, select, update on practice_lesson to gnvb_app;

create table practice_progress (
  account_id uuid not null,
  act text not null,
  first_at timestamp with time zone not null,
  constraint practice_progress_pkey PRIMARY KEY (account_id, act),
  constraint practice_progress_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint practice_progress_act_check CHECK ((act = ANY (ARRAY['entered'::text, 'opened'::text, 'acknowledged'::text, 'registered'::text, 'approved'::text, 'sent'::text])))
);
grant delete, insert, select, update on practice_progress to gnvb_app;

create table practice_world (
  id uuid not null,
  owner_id uuid not null,
  office_id uuid not null,
  unit_id uuid not null,
  clerk_id uuid not null,
  leader_id uuid not null,
  office_clerk_id uuid not null,
  role text not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint practice_world_pkey PRIMARY KEY (id),
  constraint practice_world_clerk_id_fkey FOREIGN KEY (clerk_id) REFERENCES account(id),
  constraint practice_world_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES account(id),
  constraint practice_world_office_clerk_id_fkey FOREIGN KEY (office_clerk_id) REFERENCES account(id),
  constraint practice_world_office_id_fkey FOREIGN KEY (office_id) REFERENCES unit(id),
  constraint practice_world_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint practice_world_role_check CHECK ((role = ANY (ARRAY['clerk'::text, 'leader'::text, 'office'::text])))
);
CREATE UNIQUE INDEX practice_world_in_use ON practice_world USING btree (owner_id) WHERE (closed_at IS NULL);
CREATE INDEX practice_world_of_owner ON practice_world USING btree (owner_id, made_at);
grant delete, insert, select, update on practice_world to gnvb_app;

create table preview (
  sha256 text not null,
  state text not null,
  reason text,
  media_type text not null,
  page_count integer,
  attempts integer not null default 0,
  asked_at timestamp with time zone not null,
  made_at timestamp with time zone,
  constraint preview_pkey PRIMARY KEY (sha256),
  constraint preview_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256) ON DELETE CASCADE,
  constraint preview_check CHECK (((state <> 'failed'::text) OR (reason IS NOT NULL))),
  constraint preview_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'making'::text, 'ready'::text, 'unsupported'::text, 'failed'::text, 'no-converter'::text])))
);
CREATE INDEX preview_unmade ON preview USING btree (asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'making'::text, 'no-converter'::text]));
grant delete, insert, select, update on preview to gnvb_app;

create table preview_page (
  sha256 text not null,
  page integer not null,
  blob_sha256 text not null,
  size bigint not null,
  width integer not null,
  height integer not null,
  constraint preview_page_pkey PRIMARY KEY (sha256, page),
  constraint preview_page_blob_sha256_fkey FOREIGN KEY (blob_sha256) REFERENCES blob(sha256),
  constraint preview_page_sha256_fkey FOREIGN KEY (sha256) REFERENCES preview(sha256) ON DELETE CASCADE,
  constraint preview_page_page_check CHECK (((page >= 0) AND (page <= 50)))
);
CREATE INDEX preview_page_of_blob ON preview_page USING btree (blob_sha256);
grant delete, insert, select, update on preview_page to gnvb_app;

create table preview_text (
  sha256 text not null,
  content text not null,
  folded text not null,
  is_cut boolean not null,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, "left"(folded, 200000))) stored,
  constraint preview_text_pkey PRIMARY KEY (sha256),
  constraint preview_text_sha256_fkey FOREIGN KEY (sha256) REFERENCES preview(sha256) ON DELETE CASCADE
);
CREATE INDEX preview_text_words ON preview_text USING gin (words);
grant delete, insert, select, update on preview_text to gnvb_app;

create table progress_note (
  id uuid not null,
  delivery_id uuid not null,
  account_id uuid not null,
  post_id uuid not null,
  text text not null,
  at timestamp with time zone not null,
  delegation_id uuid,
  constraint progress_note_pkey PRIMARY KEY (id),
  constraint progress_note_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint progress_note_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint progress_note_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  constraint progress_note_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id)
);
CREATE INDEX progress_note_of_delivery ON progress_note USING btree (delivery_id, at);
grant delete, insert, select, update on progress_note to gnvb_app;

create table push_message (
  subscription_id uuid not null,
  notice_id uuid not null,
  next_at timestamp with time zone not null,
  attempts integer not null default 0,
  constraint push_message_pkey PRIMARY KEY (subscription_id, notice_id),
  constraint push_message_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id) ON DELETE CASCADE,
  constraint push_message_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES push_subscription(id) ON DELETE CASCADE
);
CREATE INDEX push_message_due ON push_message USING btree (next_at);
CREATE INDEX push_message_of_notice ON push_message USING btree (notice_id);
grant delete, insert, select, update on push_message to gnvb_app;

create table push_subscription (
  id uuid not null,
  account_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  endpoint_hash bytea not null,
  p256dh text not null,
  auth text not null,
  user_agent text,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  failures integer not null default 0,
  constraint push_subscription_pkey PRIMARY KEY (id),
  constraint push_subscription_endpoint_hash_key UNIQUE (endpoint_hash),
  constraint push_subscription_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint push_subscription_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id) ON DELETE CASCADE
);
CREATE INDEX push_subscription_of_account ON push_subscription USING btree (account_id);
CREATE INDEX push_subscription_of_session ON push_subscription USING btree (session_id);
grant delete, insert, select, update on push_subscription to gnvb_app;

create table rate_limit (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limit_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on rate_limit to gnvb_app;

create table receipt (
  id uuid not null,
  unit_id uuid not null,
  other_unit_id uuid,
  seq bigint not null,
  delivery_id uuid,
  document_id uuid,
  fact text not null,
  account_id uuid,
  account_name text,
  post_id uuid,
  post_role text,
  post_title text,
  at timestamp with time zone not null,
  revision integer not null,
  implied_by uuid,
  address text,
  detail jsonb not null,
  leaf bytea not null,
  hash bytea not null,
  delegation_id uuid,
  for_account_id uuid,
  for_account_name text,
  xact bigint default ((pg_current_xact_id())::text)::bigint,
  constraint receipt_pkey PRIMARY KEY (id),
  constraint receipt_unit_id_seq_key UNIQUE (unit_id, seq),
  constraint receipt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  constraint receipt_other_unit_id_fkey FOREIGN KEY (other_unit_id) REFERENCES unit(id),
  constraint receipt_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint receipt_delegation CHECK ((num_nulls(delegation_id, for_account_id, for_account_name) = ANY (ARRAY[0, 3]))),
  constraint receipt_fact_check CHECK ((fact = ANY (ARRAY['dispatched'::text, 'delivered'::text, 'opened'::text, 'downloaded'::text, 'acknowledged'::text, 'registered'::text, 'assigned'::text, 'started'::text, 'done'::text, 'refused'::text, 'returned'::text, 'reconsidered'::text, 'noted'::text, 'replied'::text, 'withdrawn'::text, 'superseded'::text, 'undeliverable'::text, 'moved'::text])))
) with (autovacuum_vacuum_insert_scale_factor=0.05, autovacuum_analyze_scale_factor=0.02);
CREATE UNIQUE INDEX receipt_downloaded_once ON receipt USING btree (delivery_id, account_id, ((detail ->> 'attachmentId'::text))) WHERE (fact = 'downloaded'::text);
CREATE INDEX receipt_evidence ON receipt USING btree (((detail ->> 'attachmentId'::text))) WHERE (((detail ->> 'attachmentId'::text) IS NOT NULL) AND (fact <> 'downloaded'::text));
CREATE INDEX receipt_of_delivery ON receipt USING btree (delivery_id, at, seq);
CREATE INDEX receipt_of_document ON receipt USING btree (document_id, at DESC, seq DESC, id DESC);
CREATE INDEX receipt_of_transaction ON receipt USING btree (xact) WHERE (xact IS NOT NULL);
CREATE UNIQUE INDEX receipt_once ON receipt USING btree (delivery_id, fact) WHERE (fact = ANY (ARRAY['delivered'::text, 'acknowledged'::text, 'registered'::text, 'started'::text, 'done'::text, 'noted'::text, 'withdrawn'::text, 'superseded'::text, 'undeliverable'::text]));
CREATE UNIQUE INDEX receipt_opened_once ON receipt USING btree (delivery_id, account_id) WHERE (fact = 'opened'::text);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on receipt to gnvb_app;

create table receipt_chain (
  unit_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint receipt_chain_pkey PRIMARY KEY (unit_id),
  constraint receipt_chain_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
) with (fillfactor=50, autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=200);
grant delete, insert, select, update on receipt_chain to gnvb_app;

create table received_mail (
  id uuid not null,
  content_key text not null,
  sha256 text not null,
  size bigint not null,
  message_id text,
  envelope_from text not null,
  from_name text not null,
  from_address text not null,
  subject text not null,
  sent_at timestamp with time zone,
  stored_at timestamp with time zone not null,
  came_by text not null,
  peer text not null,
  authentication jsonb,
  is_spam boolean not null,
  is_automatic boolean not null,
  thread text not null,
  no_reply_because text,
  apart_at timestamp with time zone,
  trouble text,
  text_body text not null default ''::text,
  html_body text,
  left_out integer not null default 0,
  is_cut boolean not null default false,
  constraint received_mail_pkey PRIMARY KEY (id),
  constraint received_mail_content_key_key UNIQUE (content_key),
  constraint received_mail_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256),
  constraint received_mail_came_by_check CHECK ((came_by = ANY (ARRAY['gateway'::text, 'watch'::text]))),
  constraint received_mail_content_key_check CHECK ((length(content_key) = 64)),
  constraint received_mail_size_check CHECK ((size > 0))
);
CREATE INDEX received_mail_by_sender ON received_mail USING btree (envelope_from, stored_at);
CREATE INDEX received_mail_of_blob ON received_mail USING btree (sha256);
grant delete, insert, select, update on received_mail to gnvb_app;

create table received_mail_file (
  id uuid not null,
  mail_id uuid not null,
  "position" integer not null,
  name text not null,
  media_type text,
  sha256 text,
  size bigint not null,
  is_inline boolean not null,
  constraint received_mail_file_pkey PRIMARY KEY (id),
  constraint received_mail_file_mail_id_position_key UNIQUE (mail_id, "position"),
  constraint received_mail_file_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES received_mail(id),
  constraint received_mail_file_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256),
  constraint received_mail_file_check CHECK (((media_type IS NULL) = (sha256 IS NULL)))
);
CREATE INDEX received_mail_file_of_blob ON received_mail_file USING btree (sha256);
grant delete, insert, select, update on received_mail_file to gnvb_app;

create table recipient_group (
  id uuid not null,
  owner_unit_id uuid not null,
  name text not null,
  description text not null default ''::text,
  closed_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  visibility text not null default 'owner'::text,
  keeper_post_id uuid,
  constraint recipient_group_pkey PRIMARY KEY (id),
  constraint recipient_group_keeper_post_id_fkey FOREIGN KEY (keeper_post_id) REFERENCES post(id),
  constraint recipient_group_owner_unit_id_fkey FOREIGN KEY (owner_unit_id) REFERENCES unit(id),
  constraint recipient_group_visibility_check CHECK ((visibility = ANY (ARRAY['owner'::text, 'open'::text])))
);
CREATE UNIQUE INDEX recipient_group_name ON recipient_group USING btree (owner_unit_id, lower(name)) WHERE (closed_at IS NULL);
CREATE INDEX recipient_group_of_owner ON recipient_group USING btree (owner_unit_id);
grant delete, insert, select, update on recipient_group to gnvb_app;

create table recipient_group_event (
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  at timestamp with time zone not null,
  act text not null,
  by_right text not null,
  account_id uuid not null,
  account_name text not null,
  for_account_name text,
  delegation_id uuid,
  post_title text not null,
  post_unit_id uuid not null,
  request_id uuid,
  unit_ids uuid[] not null,
  other_group_ids uuid[] not null,
  detail jsonb not null,
  seq bigint not null generated as identity,
  constraint recipient_group_event_pkey PRIMARY KEY (id),
  constraint recipient_group_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint recipient_group_event_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint recipient_group_event_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint recipient_group_event_post_unit_id_fkey FOREIGN KEY (post_unit_id) REFERENCES unit(id),
  constraint recipient_group_event_request_id_fkey FOREIGN KEY (request_id) REFERENCES recipient_group_request(id),
  constraint recipient_group_event_act_check CHECK ((act = ANY (ARRAY['create'::text, 'change'::text, 'join'::text, 'leave'::text, 'except'::text, 'readmit'::text, 'set-rule'::text, 'drop-rule'::text, 'add-group'::text, 'drop-group'::text, 'set-keeper'::text, 'hand-over'::text, 'close'::text]))),
  constraint recipient_group_event_by_right_check CHECK ((by_right = ANY (ARRAY['owner'::text, 'keeper'::text, 'administrator'::text, 'consent'::text])))
);
CREATE UNIQUE INDEX recipient_group_event_of_group ON recipient_group_event USING btree (group_id, seq);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON recipient_group_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON recipient_group_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on recipient_group_event to gnvb_app;

create table recipient_group_exception (
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  unit_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint recipient_group_exception_pkey PRIMARY KEY (id),
  constraint recipient_group_exception_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint recipient_group_exception_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE UNIQUE INDEX recipient_group_exception_now ON recipient_group_exception USING btree (group_id, unit_id) WHERE (until IS NULL);
CREATE INDEX recipient_group_exception_of_group ON recipient_group_exception USING btree (group_id);
grant delete, insert, select, update on recipient_group_exception to gnvb_app;

create table recipient_group_link (
  id uuid not null default gen_random_uuid(),
  parent_id uuid not null,
  child_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint recipient_group_link_pkey PRIMARY KEY (id),
  constraint recipient_group_link_child_id_fkey FOREIGN KEY (child_id) REFERENCES recipient_group(id),
  constraint recipient_group_link_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES recipient_group(id),
  constraint recipient_group_link_check CHECK ((parent_id <> child_id))
);
CREATE UNIQUE INDEX recipient_group_link_now ON recipient_group_link USING btree (parent_id, child_id) WHERE (until IS NULL);
CREATE INDEX recipient_group_link_up ON recipient_group_link USING btree (child_id);
grant delete, insert, select, update on recipient_group_link to gnvb_app;

create table recipient_group_member (
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  unit_id uuid not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint recipient_group_member_pkey PRIMARY KEY (id),
  constraint recipient_group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint recipient_group_member_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE UNIQUE INDEX recipient_group_member_now ON recipient_group_member USING btree (group_id, unit_id) WHERE (left_at IS NULL);
CREATE INDEX recipient_group_member_of_unit ON recipient_group_member USING btree (unit_id) WHERE (left_at IS NULL);
grant delete, insert, select, update on recipient_group_member to gnvb_app;

create table recipient_group_request (
  id uuid not null,
  group_id uuid not null,
  kind text not null,
  unit_id uuid not null,
  state text not null default 'requested'::text,
  reason text not null,
  asked_at timestamp with time zone not null,
  asked_by_account_id uuid not null,
  asked_by_post_id uuid not null,
  asked_by_delegation_id uuid,
  answer text,
  answered_at timestamp with time zone,
  answered_by_account_id uuid,
  answered_by_post_id uuid,
  answered_by_delegation_id uuid,
  constraint recipient_group_request_pkey PRIMARY KEY (id),
  constraint recipient_group_request_answered_by_account_id_fkey FOREIGN KEY (answered_by_account_id) REFERENCES account(id),
  constraint recipient_group_request_answered_by_delegation_id_fkey FOREIGN KEY (answered_by_delegation_id) REFERENCES delegation(id),
  constraint recipient_group_request_answered_by_post_id_fkey FOREIGN KEY (answered_by_post_id) REFERENCES post(id),
  constraint recipient_group_request_asked_by_account_id_fkey FOREIGN KEY (asked_by_account_id) REFERENCES account(id),
  constraint recipient_group_request_asked_by_delegation_id_fkey FOREIGN KEY (asked_by_delegation_id) REFERENCES delegation(id),
  constraint recipient_group_request_asked_by_post_id_fkey FOREIGN KEY (asked_by_post_id) REFERENCES post(id),
  constraint recipient_group_request_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint recipient_group_request_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint recipient_group_request_check CHECK (((state = 'requested'::text) = (answered_at IS NULL))),
  constraint recipient_group_request_kind_check CHECK ((kind = ANY (ARRAY['join'::text, 'leave'::text, 'handover'::text]))),
  constraint recipient_group_request_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX recipient_group_handover_open ON recipient_group_request USING btree (group_id) WHERE ((state = 'requested'::text) AND (kind = 'handover'::text));
CREATE INDEX recipient_group_request_of_group ON recipient_group_request USING btree (group_id, asked_at DESC, id DESC);
CREATE INDEX recipient_group_request_of_unit ON recipient_group_request USING btree (unit_id, asked_at DESC, id DESC);
CREATE UNIQUE INDEX recipient_group_request_open ON recipient_group_request USING btree (group_id, unit_id) WHERE ((state = 'requested'::text) AND (kind <> 'handover'::text));
grant delete, insert, select, update on recipient_group_request to gnvb_app;

create table recipient_group_rule (
  id uuid not null default gen_random_uuid(),
  group_id uuid not null,
  root_unit_id uuid not null,
  reach text not null,
  kinds text[] not null,
  sectors text[] not null,
  channels text[] not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint recipient_group_rule_pkey PRIMARY KEY (id),
  constraint recipient_group_rule_group_id_fkey FOREIGN KEY (group_id) REFERENCES recipient_group(id),
  constraint recipient_group_rule_root_unit_id_fkey FOREIGN KEY (root_unit_id) REFERENCES unit(id),
  constraint recipient_group_rule_reach_check CHECK ((reach = ANY (ARRAY['children'::text, 'below'::text])))
);
CREATE UNIQUE INDEX recipient_group_rule_now ON recipient_group_rule USING btree (group_id) WHERE (until IS NULL);
CREATE INDEX recipient_group_rule_of_group ON recipient_group_rule USING btree (group_id);
CREATE INDEX recipient_group_rule_root ON recipient_group_rule USING btree (root_unit_id) WHERE (until IS NULL);
grant delete, insert, select, update on recipient_group_rule to gnvb_app;

create table recovery_code (
  account_id uuid not null,
  digest bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (account_id, digest),
  constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES second_factor(account_id) ON DELETE CASCADE
);
grant delete, insert, select, update on recovery_code to gnvb_app;

create table scan_release (
  attachment_id uuid not null,
  account_id uuid not null,
  post_id uuid not null,
  delegation_id uuid,
  reason text not null,
  at timestamp with time zone not null,
  constraint scan_release_pkey PRIMARY KEY (attachment_id),
  constraint scan_release_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint scan_release_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint scan_release_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint scan_release_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id)
);
grant delete, insert, select, update on scan_release to gnvb_app;

create table scanner_status (
  one boolean not null default true,
  is_well boolean not null,
  version text,
  problem text,
  checked_at timestamp with time zone not null,
  constraint scanner_status_pkey PRIMARY KEY (one),
  constraint scanner_status_one_check CHECK (one)
);
grant delete, insert, select, update on scanner_status to gnvb_app;

create table seal (
  number bigint not null,
  at timestamp with time zone not null,
  previous bytea not null,
  hash bytea not null,
  units integer not null,
  receipts bigint not null,
  constraint seal_pkey PRIMARY KEY (number),
  constraint seal_hash_check CHECK ((length(hash) = 32)),
  constraint seal_number_check CHECK ((number > 0)),
  constraint seal_previous_check CHECK ((length(previous) = 32)),
  constraint seal_receipts_check CHECK ((receipts > 0)),
  constraint seal_units_check CHECK ((units > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on seal to gnvb_app;

create table seal_head (
  unit_id uuid not null,
  seq bigint not null,
  from_seq bigint not null,
  number bigint not null,
  hash bytea not null,
  constraint seal_head_pkey PRIMARY KEY (unit_id, seq),
  constraint seal_head_number_fkey FOREIGN KEY (number) REFERENCES seal(number),
  constraint seal_head_check CHECK (((from_seq > 0) AND (from_seq <= seq))),
  constraint seal_head_hash_check CHECK ((length(hash) = 32))
);
CREATE UNIQUE INDEX seal_head_of_seal ON seal_head USING btree (number, unit_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON seal_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON seal_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on seal_head to gnvb_app;

create table sealer (
  only_row boolean not null default true,
  last pg_snapshot,
  number bigint not null default 0,
  hash bytea not null default sha256('\x'::bytea),
  constraint sealer_pkey PRIMARY KEY (only_row),
  constraint sealer_only_row_check CHECK (only_row)
);
grant delete, insert, select, update on sealer to gnvb_app;

create table second_factor (
  account_id uuid not null,
  sealed_secret bytea not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step integer,
  constraint second_factor_pkey PRIMARY KEY (account_id),
  constraint second_factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
grant delete, insert, select, update on second_factor to gnvb_app;

create table session (
  id uuid not null,
  account_id uuid not null,
  refresh_hash bytea not null,
  previous_refresh_hash bytea,
  rotated_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_why text,
  address text,
  user_agent text,
  by_password boolean not null default true,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX session_ended ON session USING btree (COALESCE(revoked_at, expires_at));
CREATE INDEX session_of_account ON session USING btree (account_id, created_at DESC);
grant delete, insert, select, update on session to gnvb_app;

create table single_sign_on_used (
  state_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint single_sign_on_used_pkey PRIMARY KEY (state_hash)
);
CREATE INDEX single_sign_on_used_age ON single_sign_on_used USING btree (expires_at);
grant delete, insert, select, update on single_sign_on_used to gnvb_app;

create table table_import (
  id uuid not null,
  kind text not null,
  unit_id uuid not null,
  file_name text not null,
  file_size integer not null,
  state text not null default 'checking'::text,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  address text,
  day date not null,
  problem jsonb,
  notes jsonb not null default '[]'::jsonb,
  phase text not null default 'reading'::text,
  rows_done integer not null default 0,
  rows_total integer,
  totals jsonb not null default '{}'::jsonb,
  checked_at timestamp with time zone,
  applied_by uuid,
  applied_from text,
  application_started_at timestamp with time zone,
  applied_at timestamp with time zone,
  applied_rows integer not null default 0,
  left_out_rows integer not null default 0,
  cancelled_at timestamp with time zone,
  purged_at timestamp with time zone,
  run uuid,
  constraint table_import_pkey PRIMARY KEY (id),
  constraint table_import_applied_by_fkey FOREIGN KEY (applied_by) REFERENCES account(id),
  constraint table_import_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint table_import_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account(id),
  constraint table_import_check CHECK (((state = ANY (ARRAY['applying'::text, 'applied'::text])) = (applied_by IS NOT NULL))),
  constraint table_import_kind_check CHECK ((kind = ANY (ARRAY['units'::text, 'accounts'::text, 'legacy-inboxes'::text]))),
  constraint table_import_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'checking'::text, 'done'::text]))),
  constraint table_import_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'unreadable'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'cancelled'::text])))
);
CREATE UNIQUE INDEX table_import_applying ON table_import USING btree (unit_id) WHERE (state = 'applying'::text);
CREATE INDEX table_import_by_time ON table_import USING btree (uploaded_at DESC, id DESC);
CREATE INDEX table_import_of_unit ON table_import USING btree (unit_id, uploaded_at DESC, id DESC);
grant delete, insert, select, update on table_import to gnvb_app;

create table table_import_part (
  import_id uuid not null,
  no integer not null,
  bytes bytea not null,
  constraint table_import_part_pkey PRIMARY KEY (import_id, no),
  constraint table_import_part_import_id_fkey FOREIGN KEY (import_id) REFERENCES table_import(id)
);
grant delete, insert, select, update on table_import_part to gnvb_app;

create table table_import_row (
  import_id uuid not null,
  "position" integer not null,
  row_no integer,
  outcome text not null,
  key text not null,
  label text not null,
  changes jsonb not null default '[]'::jsonb,
  problems jsonb not null default '[]'::jsonb,
  warnings jsonb not null default '[]'::jsonb,
  step integer,
  plan jsonb,
  application text,
  left_out_because jsonb,
  constraint table_import_row_pkey PRIMARY KEY (import_id, "position"),
  constraint table_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES table_import(id),
  constraint table_import_row_application_check CHECK ((application = ANY (ARRAY['applied'::text, 'left_out'::text]))),
  constraint table_import_row_outcome_check CHECK ((outcome = ANY (ARRAY['create'::text, 'change'::text, 'same'::text, 'error'::text, 'absent'::text])))
);
CREATE INDEX table_import_row_by_outcome ON table_import_row USING btree (import_id, outcome, "position");
CREATE INDEX table_import_row_to_apply ON table_import_row USING btree (import_id, step, "position") WHERE ((plan IS NOT NULL) AND (application IS NULL));
grant delete, insert, select, update on table_import_row to gnvb_app;

create table term (
  id uuid not null,
  unit_id uuid not null,
  ordinal text not null,
  name text not null,
  starts_on date not null,
  ends_on date,
  constraint term_pkey PRIMARY KEY (id),
  constraint term_unit_id_starts_on_key UNIQUE (unit_id, starts_on),
  constraint term_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint term_check CHECK ((ends_on > starts_on))
);
grant delete, insert, select, update on term to gnvb_app;

create table tracking_cell (
  document_id uuid not null,
  state text not null,
  is_open boolean not null,
  opened boolean not null,
  acknowledged boolean not null,
  registered boolean not null,
  overdue_at timestamp with time zone not null,
  copies integer not null,
  constraint tracking_cell_pkey PRIMARY KEY (document_id, state, is_open, opened, acknowledged, registered, overdue_at),
  constraint tracking_cell_copies_check CHECK ((copies > 0))
);
CREATE INDEX tracking_cell_undeliverable ON tracking_cell USING btree (document_id) WHERE ((state = 'undeliverable'::text) AND is_open);
grant delete, insert, select, update on tracking_cell to gnvb_app;

create table tracking_change (
  document_id uuid not null,
  state text not null,
  is_open boolean not null,
  opened boolean not null,
  acknowledged boolean not null,
  registered boolean not null,
  overdue_at timestamp with time zone not null,
  copies integer not null
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=2000, autovacuum_analyze_threshold=1000000);
CREATE INDEX tracking_change_of_document ON tracking_change USING btree (document_id);
grant delete, insert, select, update on tracking_change to gnvb_app;

create table training_booking (
  id uuid not null,
  week_id uuid not null,
  unit_id uuid not null,
  state text not null,
  session_id uuid,
  waiting_for uuid,
  queued_at timestamp with time zone,
  trainee_name text not null,
  trainee_phone text not null default ''::text,
  wished_days date[] not null default '{}'::date[],
  wished_half text,
  source text not null,
  sequence integer not null default 0,
  told_sequence integer,
  told_session_id uuid,
  told_to integer not null default 0,
  checked_in_at timestamp with time zone,
  checked_in_by uuid,
  checked_in_how text,
  made_by uuid,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  version integer not null default 1,
  constraint training_booking_pkey PRIMARY KEY (id),
  constraint training_booking_checked_in_by_fkey FOREIGN KEY (checked_in_by) REFERENCES account(id),
  constraint training_booking_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint training_booking_session_id_fkey FOREIGN KEY (session_id) REFERENCES training_session(id),
  constraint training_booking_told_session_id_fkey FOREIGN KEY (told_session_id) REFERENCES training_session(id),
  constraint training_booking_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint training_booking_waiting_for_fkey FOREIGN KEY (waiting_for) REFERENCES training_session(id),
  constraint training_booking_week_id_fkey FOREIGN KEY (week_id) REFERENCES training_week(id),
  constraint training_booking_check CHECK (((state = ANY (ARRAY['booked'::text, 'attended'::text, 'absent'::text])) <= (session_id IS NOT NULL))),
  constraint training_booking_check1 CHECK (((state = 'waiting'::text) <= ((session_id IS NULL) AND (queued_at IS NOT NULL)))),
  constraint training_booking_check2 CHECK (((state = 'attended'::text) = (checked_in_at IS NOT NULL))),
  constraint training_booking_check3 CHECK (((checked_in_at IS NULL) = (checked_in_how IS NULL))),
  constraint training_booking_checked_in_how_check CHECK ((checked_in_how = ANY (ARRAY['qr'::text, 'name'::text]))),
  constraint training_booking_source_check CHECK ((source = ANY (ARRAY['unit'::text, 'office'::text, 'rule'::text]))),
  constraint training_booking_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'booked'::text, 'attended'::text, 'absent'::text, 'cancelled'::text]))),
  constraint training_booking_wished_half_check CHECK ((wished_half = ANY (ARRAY['morning'::text, 'afternoon'::text])))
);
CREATE INDEX training_booking_of_session ON training_booking USING btree (session_id, state);
CREATE INDEX training_booking_of_unit ON training_booking USING btree (unit_id, id);
CREATE INDEX training_booking_of_week ON training_booking USING btree (week_id, unit_id);
CREATE UNIQUE INDEX training_booking_one ON training_booking USING btree (week_id, unit_id) WHERE (state = ANY (ARRAY['waiting'::text, 'booked'::text, 'attended'::text]));
CREATE INDEX training_booking_queue ON training_booking USING btree (week_id, queued_at, id) WHERE (queued_at IS NOT NULL);
CREATE INDEX training_booking_untold ON training_booking USING btree (week_id) WHERE (told_sequence IS DISTINCT FROM sequence);
grant delete, insert, select, update on training_booking to gnvb_app;

create table training_feed (
  id uuid not null,
  week_id uuid not null,
  trainer text,
  token_hash bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  constraint training_feed_pkey PRIMARY KEY (id),
  constraint training_feed_token_hash_key UNIQUE (token_hash),
  constraint training_feed_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint training_feed_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES account(id),
  constraint training_feed_week_id_fkey FOREIGN KEY (week_id) REFERENCES training_week(id)
);
CREATE INDEX training_feed_of_week ON training_feed USING btree (week_id, made_at DESC, id DESC);
grant delete, insert, select, update on training_feed to gnvb_app;

create table training_session (
  id uuid not null,
  week_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  place text not null,
  trainer text not null,
  capacity integer not null,
  taken integer not null default 0,
  is_make_up boolean not null default false,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  version integer not null default 1,
  constraint training_session_pkey PRIMARY KEY (id),
  constraint training_session_week_id_fkey FOREIGN KEY (week_id) REFERENCES training_week(id),
  constraint training_session_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000))),
  constraint training_session_check CHECK (((taken >= 0) AND (taken <= capacity))),
  constraint training_session_check1 CHECK ((ends_at > starts_at)),
  constraint training_session_check2 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)))
);
CREATE INDEX training_session_ended ON training_session USING btree (ends_at) WHERE (cancelled_at IS NULL);
CREATE INDEX training_session_list ON training_session USING btree (week_id, starts_at, id);
grant delete, insert, select, update on training_session to gnvb_app;

create table training_week (
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  place text not null,
  trainer text not null default ''::text,
  phone text not null default ''::text,
  first_day date not null,
  last_day date not null,
  slot_minutes integer not null,
  capacity integer not null,
  required_before_activation boolean not null default false,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1,
  constraint training_week_pkey PRIMARY KEY (id),
  constraint training_week_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint training_week_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint training_week_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000))),
  constraint training_week_check CHECK (((last_day >= first_day) AND ((last_day - first_day) <= 366))),
  constraint training_week_slot_minutes_check CHECK (((slot_minutes >= 10) AND (slot_minutes <= 480)))
);
CREATE INDEX training_week_of_unit ON training_week USING btree (unit_id, first_day DESC, id DESC);
grant delete, insert, select, update on training_week to gnvb_app;

create table unit (
  id uuid not null,
  parent_id uuid,
  code text not null,
  kind text not null,
  channel text not null default 'system'::text,
  email text,
  phone text,
  symbol text not null default 'ĐTN'::text,
  symbol_style text not null default 'doan'::text,
  numbering text not null default 'TERM'::text,
  place text not null default ''::text,
  opened_on date not null,
  closed_on date,
  successor_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  sector text,
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_code_key UNIQUE (code),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  constraint unit_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES unit(id),
  constraint unit_channel_check CHECK ((channel = ANY (ARRAY['system'::text, 'email'::text, 'paper'::text]))),
  constraint unit_check CHECK (((channel <> 'email'::text) OR (email IS NOT NULL))),
  constraint unit_check1 CHECK ((id <> parent_id)),
  constraint unit_check2 CHECK (((successor_id IS NULL) OR (closed_on IS NOT NULL))),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['superior'::text, 'block'::text, 'agency'::text, 'enterprise'::text, 'school'::text, 'body'::text, 'person'::text]))),
  constraint unit_numbering_check CHECK ((numbering = ANY (ARRAY['TERM'::text, 'YEAR'::text, 'NEVER'::text]))),
  constraint unit_sector_check CHECK ((sector = ANY (ARRAY['party'::text, 'government'::text, 'front'::text, 'justice'::text, 'armed_forces'::text, 'business'::text, 'education'::text, 'health'::text, 'press'::text]))),
  constraint unit_symbol_style_check CHECK ((symbol_style = ANY (ARRAY['doan'::text, 'state'::text])))
);
CREATE INDEX unit_children ON unit USING btree (parent_id);
CREATE INDEX unit_closed ON unit USING btree (id) WHERE (closed_on IS NOT NULL);
CREATE TRIGGER kept_by_deliveries AFTER DELETE ON unit FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('unit_id = ? or sender_unit_id = ?');
CREATE TRIGGER kept_by_deliveries_as_named AFTER UPDATE OF id ON unit FOR EACH ROW EXECUTE FUNCTION parent_of_deliveries('unit_id = ? or sender_unit_id = ?');
CREATE TRIGGER kept_by_deliveries_whole AFTER TRUNCATE ON unit FOR EACH STATEMENT EXECUTE FUNCTION parent_of_deliveries();
CREATE TRIGGER unit_facts AFTER INSERT OR UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION note_unit_fact();
alter table unit alter column parent_id set (n_distinct=-0.5);
grant delete, insert, select, update on unit to gnvb_app;

create table unit_fact (
  unit_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  parent_id uuid,
  kind text not null,
  sector text,
  channel text not null,
  is_open boolean not null,
  constraint unit_fact_pkey PRIMARY KEY (unit_id, since),
  constraint unit_fact_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  constraint unit_fact_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint unit_fact_check CHECK ((until > since))
);
CREATE INDEX unit_fact_children ON unit_fact USING btree (parent_id);
CREATE UNIQUE INDEX unit_fact_now ON unit_fact USING btree (unit_id) WHERE (until IS NULL);
grant delete, insert, select, update on unit_fact to gnvb_app;

create table unit_name (
  unit_id uuid not null,
  valid_from date not null,
  name text not null,
  short_name text not null,
  constraint unit_name_pkey PRIMARY KEY (unit_id, valid_from),
  constraint unit_name_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
grant delete, insert, select, update on unit_name to gnvb_app;

create table unit_storage (
  unit_id uuid not null,
  used_bytes bigint not null default 0,
  quota_mb integer,
  constraint unit_storage_pkey PRIMARY KEY (unit_id),
  constraint unit_storage_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint unit_storage_quota_mb_check CHECK ((quota_mb >= 0)),
  constraint unit_storage_used_bytes_check CHECK ((used_bytes >= 0))
);
grant delete, insert, select, update on unit_storage to gnvb_app;

create table unit_vacancy (
  id uuid not null,
  unit_id uuid not null,
  since timestamp with time zone not null,
  found_at timestamp with time zone not null,
  filled_at timestamp with time zone,
  constraint unit_vacancy_pkey PRIMARY KEY (id),
  constraint unit_vacancy_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE UNIQUE INDEX unit_vacancy_now ON unit_vacancy USING btree (unit_id) WHERE (filled_at IS NULL);
grant delete, insert, select, update on unit_vacancy to gnvb_app;

create table upload (
  id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  name text not null,
  size bigint not null,
  declared_sha256 text,
  received bigint not null default 0,
  synced bigint not null default 0,
  boot text,
  generation integer not null default 0,
  media_type text,
  sha256 text,
  attachment_id uuid,
  created_at timestamp with time zone not null,
  touched_at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (id),
  constraint upload_attachment_id_key UNIQUE (attachment_id),
  constraint upload_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint upload_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id),
  constraint upload_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint upload_check CHECK ((((received >= 0) AND (received <= size)) AND ((synced >= 0) AND (synced <= size)))),
  constraint upload_declared_sha256_check CHECK ((declared_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint upload_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint upload_size_check CHECK ((size > 0))
);
CREATE INDEX upload_by_age ON upload USING btree (touched_at);
CREATE INDEX upload_of_account ON upload USING btree (account_id, created_at DESC, id DESC);
grant delete, insert, select, update on upload to gnvb_app;

create table upload_lock (
  upload_id uuid not null,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  wanted boolean not null default false,
  constraint upload_lock_pkey PRIMARY KEY (upload_id)
);
grant delete, insert, select, update on upload_lock to gnvb_app;

create table waiting_notification (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  kind text not null,
  key text not null,
  line text not null,
  path text not null,
  at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint waiting_notification_pkey PRIMARY KEY (id),
  constraint waiting_notification_account_id_kind_key_key UNIQUE (account_id, kind, key),
  constraint waiting_notification_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX waiting_notification_untold ON waiting_notification USING btree (account_id, at) WHERE (told_at IS NULL);
grant delete, insert, select, update on waiting_notification to gnvb_app;

create table webhook (
  id uuid not null,
  unit_id uuid not null,
  url text not null,
  description text not null default ''::text,
  events text[] not null,
  active boolean not null default true,
  off_why text,
  secret_generation integer not null default 1,
  previous_secret_until timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  version integer not null default 1,
  constraint webhook_pkey PRIMARY KEY (id),
  constraint webhook_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint webhook_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint webhook_check CHECK (((NOT active) OR (closed_at IS NULL))),
  constraint webhook_off_why_check CHECK ((off_why = ANY (ARRAY['failing'::text, 'gone'::text])))
);
CREATE INDEX webhook_active ON webhook USING btree (unit_id) WHERE active;
CREATE INDEX webhook_of_unit ON webhook USING btree (unit_id, created_at DESC, id DESC);
grant delete, insert, select, update on webhook to gnvb_app;

create table webhook_attempt (
  id uuid not null default gen_random_uuid(),
  event_id uuid not null,
  at timestamp with time zone not null,
  status integer,
  error text,
  duration_ms integer not null,
  answer text,
  constraint webhook_attempt_pkey PRIMARY KEY (id),
  constraint webhook_attempt_event_id_fkey FOREIGN KEY (event_id) REFERENCES webhook_event(id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempt_of_event ON webhook_attempt USING btree (event_id, at);
grant delete, insert, select, update on webhook_attempt to gnvb_app;

create table webhook_event (
  id uuid not null default gen_random_uuid(),
  webhook_id uuid not null,
  seq bigint not null generated as identity,
  type text not null,
  at timestamp with time zone not null,
  receipt_id uuid,
  receipt_seq bigint,
  acting_unit_id uuid,
  other_unit_id uuid,
  delivery_id uuid,
  document_id uuid,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint webhook_event_pkey PRIMARY KEY (id),
  constraint webhook_event_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
) with (fillfactor=80);
CREATE INDEX webhook_event_ended ON webhook_event USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX webhook_event_in_line ON webhook_event USING btree (webhook_id, seq) WHERE ((state = 'waiting'::text) AND (attempts < 4));
CREATE INDEX webhook_event_of_webhook ON webhook_event USING btree (webhook_id, at DESC, seq DESC);
CREATE INDEX webhook_event_out_of_line ON webhook_event USING btree (webhook_id, next_at) WHERE ((state = 'waiting'::text) AND (attempts >= 4));
grant delete, insert, select, update on webhook_event to gnvb_app;

create table webhook_lane (
  webhook_id uuid not null,
  holder uuid,
  busy_until timestamp with time zone,
  served_at timestamp with time zone,
  failing_since timestamp with time zone,
  constraint webhook_lane_pkey PRIMARY KEY (webhook_id),
  constraint webhook_lane_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id)
);
grant delete, insert, select, update on webhook_lane to gnvb_app;

create table worker_heartbeat (
  worker_id text not null,
  at timestamp with time zone not null,
  constraint worker_heartbeat_pkey PRIMARY KEY (worker_id)
);
grant delete, insert, select, update on worker_heartbeat to gnvb_app;

create table working_calendar (
  id uuid not null,
  no integer not null,
  label text not null,
  state text not null,
  zone text not null,
  based_on_id uuid,
  note text not null,
  data jsonb not null,
  drafted_by uuid,
  drafted_at timestamp with time zone not null,
  put_in_force_by uuid,
  put_in_force_at timestamp with time zone,
  reason text,
  version integer not null default 1,
  constraint working_calendar_pkey PRIMARY KEY (id),
  constraint working_calendar_label_key UNIQUE (label),
  constraint working_calendar_no_key UNIQUE (no),
  constraint working_calendar_based_on_id_fkey FOREIGN KEY (based_on_id) REFERENCES working_calendar(id),
  constraint working_calendar_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES account(id),
  constraint working_calendar_put_in_force_by_fkey FOREIGN KEY (put_in_force_by) REFERENCES account(id),
  constraint working_calendar_check CHECK (((state = ANY (ARRAY['in_force'::text, 'retired'::text])) = (put_in_force_at IS NOT NULL))),
  constraint working_calendar_check1 CHECK (((put_in_force_at IS NULL) = (reason IS NULL))),
  constraint working_calendar_no_check CHECK ((no > 0)),
  constraint working_calendar_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_force'::text, 'retired'::text, 'discarded'::text]))),
  constraint working_calendar_zone_check CHECK ((zone = 'Asia/Ho_Chi_Minh'::text))
);
CREATE UNIQUE INDEX working_calendar_draft ON working_calendar USING btree (state) WHERE (state = 'draft'::text);
CREATE UNIQUE INDEX working_calendar_in_force ON working_calendar USING btree (state) WHERE (state = 'in_force'::text);
CREATE TRIGGER working_calendar_kept BEFORE DELETE OR UPDATE ON working_calendar FOR EACH ROW EXECUTE FUNCTION keep_working_calendar();
grant delete, insert, select, update on working_calendar to gnvb_app;
