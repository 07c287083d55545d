import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the one line that queues events stands: at the very end of `append_receipts`, whatever its body has become by now. */
const HOOKED = `  perform queue_webhook_events(of_unit, jsonb_array_length(facts));\n`;

/** Puts the line in, or takes it out: the rest of the function is left as the migration before this one made it. */
const rewrite = (from: string, to: string): string => `
do $rewrite$
declare
  was text := pg_get_functiondef('append_receipts(uuid, jsonb)'::regprocedure);
  made text := replace(was, $from$${from}$from$, $to$${to}$to$);
begin
  if made = was then raise exception 'append_receipts is not as expected'; end if;
  execute made;
end $rewrite$;
`;
const END = `end $function$`;

/** Sign-in through another provider, and telling other systems what happened. */
export class Webhooks1590969600008 implements MigrationInterface {
  readonly name = 'Webhooks1590969600008';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- Who somebody is at an OpenID Connect provider. Ended links stay: an identity that was unlinked once is never linked by itself again.
create table external_identity (
  id uuid primary key,
  account_id uuid not null references account,
  issuer text not null,
  subject text not null,
  label text,
  linked_by text not null check (linked_by in ('person', 'username', 'email')),
  linked_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references account
);
create unique index external_identity_once on external_identity (issuer, subject) where ended_at is null;
create unique index external_identity_of_account on external_identity (account_id, issuer) where ended_at is null;
create index external_identity_known on external_identity (issuer, subject);

-- A sign-in that came back from the provider: never a second time.
create table single_sign_on_used (
  state_hash bytea primary key,
  expires_at timestamptz not null
);
create index single_sign_on_used_age on single_sign_on_used (expires_at);

-- Another system that is told what happens at a unit. Its signing secret is derived from the service's own and never stored.
create table webhook (
  id uuid primary key,
  unit_id uuid not null references unit,
  url text not null,
  description text not null default '',
  events text[] not null,
  active boolean not null default true,
  off_why text check (off_why in ('failing', 'gone')),
  secret_generation integer not null default 1,
  previous_secret_until timestamptz,
  created_by uuid not null references account,
  created_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  check (not active or closed_at is null)
);
create index webhook_of_unit on webhook (unit_id, created_at desc, id desc);
create index webhook_active on webhook (unit_id) where active;

-- One event for one webhook, written in the transaction of the fact. No foreign keys on purpose: each would lock a row that all
-- transactions of a unit share.
create table webhook_event (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null,
  seq bigint not null generated always as identity,
  type text not null,
  at timestamptz not null,
  receipt_id uuid,
  receipt_seq bigint,
  acting_unit_id uuid,
  other_unit_id uuid,
  delivery_id uuid,
  document_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'cancelled')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  ended_at timestamptz
) with (fillfactor = 80);
-- An event keeps those behind it waiting for its first four tries only (src/webhooks/retry.policy.ts).
create index webhook_event_in_line on webhook_event (webhook_id, seq) where state = 'waiting' and attempts < 4;
create index webhook_event_out_of_line on webhook_event (webhook_id, next_at) where state = 'waiting' and attempts >= 4;
create index webhook_event_of_webhook on webhook_event (webhook_id, at desc, seq desc);
create index webhook_event_ended on webhook_event (ended_at) where ended_at is not null;

create table webhook_attempt (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references webhook_event on delete cascade,
  at timestamptz not null,
  status integer,
  error text,
  duration_ms integer not null,
  answer text
);
create index webhook_attempt_of_event on webhook_attempt (event_id, at);

-- Who sends to a webhook at the moment, and since when it fails. Apart from the webhook, so that sending never meets an edit.
create table webhook_lane (
  webhook_id uuid primary key references webhook,
  holder uuid,
  busy_until timestamptz,
  served_at timestamptz,
  failing_since timestamptz
);

-- Queues the events of the newest receipts of a unit's chain: for webhooks of the acting unit and of the other party, and, for a
-- dispatch, an arrival for webhooks of the units it reached. Where nobody has a webhook it is one look at an empty index.
create function queue_webhook_events(of_unit uuid, count integer) returns void language plpgsql as $$
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
end $$;
`);
    await queries.query(rewrite(END, HOOKED + END));
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(rewrite(HOOKED + END, END));
    await queries.query(`
drop function queue_webhook_events(uuid, integer);
drop table webhook_lane, webhook_attempt, webhook_event, webhook, single_sign_on_used, external_identity;
`);
  }
}
