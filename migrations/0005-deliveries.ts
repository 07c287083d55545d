import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies at their receivers, the work on them, and the receipts that prove what became of them. */
export class Deliveries1590969600005 implements MigrationInterface {
  readonly name = 'Deliveries1590969600005';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- What receivers see of a document: frozen when it is dispatched, or typed in by the clerk when it came on paper or by mail.
-- The author's name is kept as it was on the document's day: bodies are renamed, old documents keep old names.
create table document_copy (
  id uuid primary key,
  origin text not null check (origin in ('system', 'paper', 'email', 'other')),
  document_id uuid references outgoing_document,
  revision integer not null default 1,
  kind smallint not null default 0 check (kind between 0 and 3),
  author_unit_id uuid references unit,
  author_name text not null,
  symbol text not null,
  symbol_key text not null,
  document_date date,
  type_code text,
  subject text not null,
  summary text not null default '',
  signer_capacity text not null default '',
  signer_name text not null default '',
  signer_title text not null default '',
  urgency text not null check (urgency in ('normal', 'khan', 'thuong_khan', 'hoa_toc', 'hoa_toc_hen_gio')),
  respond_by timestamptz,
  page_count integer,
  place text not null default '',
  recipient_lines jsonb not null default '[]',
  retired_as text check (retired_as in ('superseded', 'revoked')),
  retired_by text,
  entered_by uuid references account,
  made_at timestamptz not null,
  unique (document_id, revision),
  check ((origin = 'system') = (document_id is not null))
);
create index document_copy_symbol on document_copy (symbol_key);

create table document_copy_attachment (
  copy_id uuid not null references document_copy,
  attachment_id uuid not null references attachment,
  position integer not null,
  primary key (copy_id, attachment_id)
);

-- One row per (document, recipient unit): the sender's tracking row is the receiver's incoming row.
-- The times are the projection of the receipts, kept in the transaction that writes them.
create table delivery (
  id uuid primary key default gen_random_uuid(),
  dispatch_id uuid references dispatch,
  document_id uuid references outgoing_document,
  copy_id uuid not null references document_copy,
  sender_unit_id uuid references unit,
  unit_id uuid not null references unit,
  purpose text not null check (purpose in ('act', 'coordinate', 'report', 'inform', 'file')),
  channel text not null default 'system' check (channel in ('system', 'email', 'paper')),
  state text not null check (state in ('queued', 'delivered', 'opened', 'acknowledged', 'registered', 'assigned', 'in_progress', 'done',
    'refused', 'returned', 'noted', 'withdrawn', 'superseded', 'undeliverable')),
  is_open boolean not null,
  delivered_at timestamptz,
  opened_at timestamptz,
  acknowledged_at timestamptz,
  registered_at timestamptz,
  assigned_at timestamptz,
  started_at timestamptz,
  done_at timestamptz,
  refused_at timestamptz,
  replied_at timestamptz,
  downloaded_at timestamptz,
  open_by timestamptz,
  acknowledge_by timestamptz,
  finish_by timestamptz,
  deadline_rule text,
  book_id uuid references number_book,
  arrival_year integer,
  arrival_number integer,
  refusal_code text,
  refusal_text text,
  version integer not null default 1,
  check ((document_id is null) = (dispatch_id is null)),
  check ((arrival_number is null) = (registered_at is null))
) with (fillfactor = 80);
-- A unit has a document once; a copy that was taken back before it arrived does not count.
create unique index delivery_once on delivery (document_id, unit_id) where not (state = 'withdrawn' and delivered_at is null);
create index delivery_inbox on delivery (unit_id, delivered_at desc, id desc);
create index delivery_waiting_for_unit on delivery (unit_id, acknowledge_by) where is_open;
create index delivery_waiting_for_sender on delivery (sender_unit_id, acknowledge_by, id) where is_open;
create index delivery_of_dispatch on delivery (dispatch_id);
create index delivery_of_copy on delivery (copy_id) where document_id is null;
create unique index delivery_arrival on delivery (book_id, arrival_number) where arrival_number is not null;

create table assignment (
  id uuid primary key,
  delivery_id uuid not null references delivery,
  instruction text not null,
  due_at timestamptz,
  assigned_by uuid not null references account,
  assigned_post uuid not null references post,
  at timestamptz not null,
  replaced_at timestamptz
);
create unique index assignment_now on assignment (delivery_id) where replaced_at is null;

create table assignment_person (
  assignment_id uuid not null references assignment,
  account_id uuid not null references account,
  part text not null check (part in ('lead', 'cooperate', 'inform')),
  primary key (assignment_id, account_id)
);
create unique index assignment_lead on assignment_person (assignment_id) where part = 'lead';
create index assignment_of_person on assignment_person (account_id);

create table progress_note (
  id uuid primary key,
  delivery_id uuid not null references delivery,
  account_id uuid not null references account,
  post_id uuid not null references post,
  text text not null,
  at timestamptz not null
);
create index progress_note_of_delivery on progress_note (delivery_id, at);

create table receipt_chain (
  unit_id uuid primary key references unit,
  seq bigint not null,
  hash bytea not null
);

create table receipt (
  id uuid primary key,
  unit_id uuid not null references unit,
  other_unit_id uuid references unit,
  seq bigint not null,
  delivery_id uuid references delivery,
  document_id uuid,
  fact text not null check (fact in ('dispatched', 'delivered', 'opened', 'downloaded', 'acknowledged', 'registered', 'assigned', 'started', 'done',
    'refused', 'returned', 'reconsidered', 'noted', 'replied', 'withdrawn', 'superseded', 'undeliverable', 'moved')),
  account_id uuid,
  account_name text,
  post_id uuid,
  post_role text,
  post_title text,
  at timestamptz not null,
  revision integer not null,
  implied_by uuid,
  address text,
  detail jsonb not null,
  leaf bytea not null,
  hash bytea not null,
  unique (unit_id, seq)
);
create index receipt_of_delivery on receipt (delivery_id, at, seq);
create index receipt_of_document on receipt (document_id, at desc, seq desc, id desc);
-- What can be true only once is unique here, whatever two clerks or two processes try.
create unique index receipt_once on receipt (delivery_id, fact) where fact in ('delivered', 'acknowledged', 'registered', 'started', 'done', 'noted', 'withdrawn', 'superseded', 'undeliverable');
create unique index receipt_opened_once on receipt (delivery_id, account_id) where fact = 'opened';
create unique index receipt_downloaded_once on receipt (delivery_id, account_id, (detail->>'attachmentId')) where fact = 'downloaded';
select make_append_only('receipt');

-- Appends receipts of one unit in one round trip: hash(n) = sha256(hash(n-1) || leaf(n)). The head row is the lock that orders them.
create function append_receipts(of_unit uuid, facts jsonb) returns void language plpgsql as $$
declare
  head receipt_chain;
  fact jsonb;
begin
  insert into receipt_chain values (of_unit, 0, sha256('')) on conflict do nothing;
  select * into head from receipt_chain where unit_id = of_unit for update;
  for fact in select * from jsonb_array_elements(facts) loop
    head.seq := head.seq + 1;
    head.hash := sha256(head.hash || decode(fact->>'leaf', 'hex'));
    insert into receipt
    select (fact->>'id')::uuid, of_unit, (fact->>'otherUnitId')::uuid, head.seq, (fact->>'deliveryId')::uuid, (fact->>'documentId')::uuid, fact->>'fact',
      (fact->>'accountId')::uuid, fact->>'accountName', (fact->>'postId')::uuid, fact->>'postRole', fact->>'postTitle',
      (fact->>'at')::timestamptz, (fact->>'revision')::integer, (fact->>'impliedBy')::uuid, fact->>'address', fact->'detail',
      decode(fact->>'leaf', 'hex'), head.hash;
  end loop;
  update receipt_chain set seq = head.seq, hash = head.hash where unit_id = of_unit;
end $$;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop function append_receipts(uuid, jsonb);
drop table receipt, receipt_chain, progress_note, assignment_person, assignment, delivery, document_copy_attachment, document_copy;
`);
  }
}
