import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts of many requests are written in one round trip: receipts of many units at once, and steps of many deliveries at once. */
export class ActsTogether1590969600015 implements MigrationInterface {
  readonly name = 'ActsTogether1590969600015';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(CHAIN_HASH);
    await queries.query(APPEND_AS_A_SET);
    await queries.query(TAKE_STEPS);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop function take_delivery_steps(jsonb, jsonb); drop function append_to_chains(jsonb)`);
    await queries.query(APPEND_ONE_BY_ONE);
    await queries.query(`drop aggregate chain_hash(bytea, bytea); drop function next_chain_hash(bytea, bytea, bytea)`);
  }
}

const CHAIN_HASH = `
-- The hash of each receipt of a chain, over its leaves in order: chain_hash(head, leaf) over (order by …), where head is what the chain
-- stood at before. hash(n) = sha256(hash(n-1) || leaf(n)), as src/receipts/leaf.ts computes it.
create function next_chain_hash(hash bytea, head bytea, leaf bytea) returns bytea language plpgsql immutable parallel safe as $$
begin
  return sha256(coalesce(hash, head) || leaf);
end $$;
create aggregate chain_hash(head bytea, leaf bytea) (sfunc = next_chain_hash, stype = bytea);
`;

/** Statements as JSON, in their order: `f`. */
const STATED = `rows from (jsonb_to_recordset(facts) as (id uuid, "unitId" uuid, "otherUnitId" uuid, "deliveryId" uuid, "documentId" uuid, fact text,
      "accountId" uuid, "accountName" text, "postId" uuid, "postRole" text, "postTitle" text, at timestamptz, revision integer, "impliedBy" uuid,
      address text, detail jsonb, leaf text, "delegationId" uuid, "forAccountId" uuid, "forAccountName" text)) with ordinality f`;

/** Puts them behind the head of a chain, in the order of the window `chain`. */
const insertInto = (unit: string, head: string): string => `
    insert into receipt (id, unit_id, other_unit_id, seq, delivery_id, document_id, fact, account_id, account_name, post_id, post_role, post_title,
      at, revision, implied_by, address, detail, leaf, hash, delegation_id, for_account_id, for_account_name)
    select f.id, ${unit}, f."otherUnitId", ${head}.seq + row_number() over chain, f."deliveryId", f."documentId", f.fact, f."accountId", f."accountName",
      f."postId", f."postRole", f."postTitle", f.at, f.revision, f."impliedBy", f.address, f.detail, decode(f.leaf, 'hex'),
      chain_hash(${head}.hash, decode(f.leaf, 'hex')) over chain, f."delegationId", f."forAccountId", f."forAccountName"
    from ${STATED}`;

const APPEND_AS_A_SET = `
-- Appends receipts of one unit in one round trip, in the order given. The head row is the lock that orders them.
create or replace function append_receipts(of_unit uuid, facts jsonb) returns void language plpgsql as $$
declare
  head receipt_chain;
begin
  select * into head from receipt_chain where unit_id = of_unit for update;
  if not found then
    insert into receipt_chain values (of_unit, 0, sha256('')) on conflict do nothing;
    select * into head from receipt_chain where unit_id = of_unit for update;
  end if;
  with added as (${insertInto('of_unit', 'head')}
    window chain as (order by f.ordinality)
    returning seq, hash
  )
  update receipt_chain set seq = a.seq, hash = a.hash from (select seq, hash from added order by seq desc limit 1) a where unit_id = of_unit;
  perform queue_webhook_events(of_unit, jsonb_array_length(facts));
end $$;

-- The same for receipts of many units, each in the chain of its "unitId". Missing heads are made and all are locked in the order of
-- units: no two calls wait for each other in a ring.
create function append_to_chains(facts jsonb) returns void language plpgsql as $$
declare
  units uuid[] := array(select distinct (f->>'unitId')::uuid from jsonb_array_elements(facts) f order by 1);
begin
  insert into receipt_chain select u, 0, sha256('') from unnest(units) u
  where not exists (select from receipt_chain c where c.unit_id = u) order by u on conflict do nothing;
  perform from receipt_chain where unit_id = any (units) order by unit_id for update;
  with added as (${insertInto('c.unit_id', 'c')}
    join receipt_chain c on c.unit_id = f."unitId"
    window chain as (partition by c.unit_id order by f.ordinality)
    returning unit_id, seq, hash
  )
  update receipt_chain c set seq = a.seq, hash = a.hash
  from (select distinct on (unit_id) unit_id, seq, hash from added order by unit_id, seq desc) a where c.unit_id = a.unit_id;
  if exists (select from webhook where active) then
    perform queue_webhook_events(u, (select count(*) from jsonb_array_elements(facts) f where (f->>'unitId')::uuid = u)::integer) from unnest(units) u;
  end if;
end $$;
`;

const TAKE_STEPS = `
-- Writes what was decided about many deliveries, with its receipts, and says for which it is written. A step holds for the version of the
-- delivery it was decided on: one that has changed since, or is held by somebody else at this moment, is left as it is. So the call never
-- waits for a delivery; for a chain it waits shortly, and then fails as a whole rather than keep the others waiting.
create function take_delivery_steps(steps jsonb, facts jsonb) returns setof uuid language plpgsql
  set lock_timeout = '100ms' as $$
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
end $$;
`;

/** As the migrations before this one had made it. */
const APPEND_ONE_BY_ONE = `
create or replace function append_receipts(of_unit uuid, facts jsonb) returns void language plpgsql as $$
declare
  head receipt_chain;
  fact jsonb;
begin
  insert into receipt_chain values (of_unit, 0, sha256('')) on conflict do nothing;
  select * into head from receipt_chain where unit_id = of_unit for update;
  for fact in select * from jsonb_array_elements(facts) loop
    head.seq := head.seq + 1;
    head.hash := sha256(head.hash || decode(fact->>'leaf', 'hex'));
    insert into receipt (id, unit_id, other_unit_id, seq, delivery_id, document_id, fact, account_id, account_name, post_id, post_role, post_title,
      at, revision, implied_by, address, detail, leaf, hash, delegation_id, for_account_id, for_account_name)
    select (fact->>'id')::uuid, of_unit, (fact->>'otherUnitId')::uuid, head.seq, (fact->>'deliveryId')::uuid, (fact->>'documentId')::uuid, fact->>'fact',
      (fact->>'accountId')::uuid, fact->>'accountName', (fact->>'postId')::uuid, fact->>'postRole', fact->>'postTitle',
      (fact->>'at')::timestamptz, (fact->>'revision')::integer, (fact->>'impliedBy')::uuid, fact->>'address', fact->'detail',
      decode(fact->>'leaf', 'hex'), head.hash,
      (fact->>'delegationId')::uuid, (fact->>'forAccountId')::uuid, fact->>'forAccountName';
  end loop;
  update receipt_chain set seq = head.seq, hash = head.hash where unit_id = of_unit;
  perform queue_webhook_events(of_unit, jsonb_array_length(facts));
end $$;
`;
