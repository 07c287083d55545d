import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files, number books, and outgoing documents up to their dispatch. */
export class Documents1590969600004 implements MigrationInterface {
  readonly name = 'Documents1590969600004';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  stored_at timestamptz not null
);

create table attachment (
  id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  sha256 text not null references blob,
  size bigint not null,
  media_type text not null,
  uploaded_by uuid not null references account,
  uploaded_at timestamptz not null
);
create index attachment_of_blob on attachment (sha256);

-- A counter row is locked in the transaction that takes the number; never max+1, never a sequence.
create table number_book (
  id uuid primary key,
  unit_id uuid not null references unit,
  direction text not null check (direction in ('outgoing', 'incoming')),
  type_code text not null,
  period text not null,
  first_number integer not null default 1,
  last_number integer not null default 0,
  unique (unit_id, direction, type_code, period),
  check (last_number >= first_number - 1)
);

create table book_number (
  book_id uuid not null references number_book,
  number integer not null,
  holder_id uuid not null,
  state text not null default 'used' check (state in ('used', 'void')),
  reason text,
  at timestamptz not null,
  primary key (book_id, number),
  check (state = 'used' or reason is not null)
);
create unique index book_number_holder on book_number (holder_id, book_id);

create table outgoing_document (
  id uuid primary key,
  unit_id uuid not null references unit,
  kind smallint not null default 0 check (kind between 0 and 3),
  type_code text not null,
  state text not null check (state in ('draft', 'submitted', 'approved', 'issued', 'dispatched', 'closed', 'abandoned', 'void', 'superseded', 'revoked')),
  revision integer not null default 1,
  subject text not null,
  summary text not null default '',
  urgency text not null check (urgency in ('normal', 'khan', 'thuong_khan', 'hoa_toc', 'hoa_toc_hen_gio')),
  signer_capacity text not null default '',
  signer_name text not null default '',
  signer_title text not null default '',
  respond_by timestamptz,
  page_count integer,
  copy_count integer,
  note text not null default '',
  replies_to uuid,
  book_id uuid references number_book,
  number integer,
  symbol text,
  symbol_key text,
  document_date date,
  drafted_by uuid not null references account,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  closing_reason text,
  superseded_by uuid references outgoing_document,
  version integer not null default 1,
  updated_at timestamptz not null,
  check ((number is null) = (state in ('draft', 'submitted', 'approved', 'abandoned')))
);
create index outgoing_document_list on outgoing_document (unit_id, updated_at desc, id desc);
create index outgoing_document_reply on outgoing_document (replies_to) where replies_to is not null;
create unique index outgoing_document_number on outgoing_document (book_id, number) where number is not null;

create table outgoing_recipient (
  document_id uuid not null references outgoing_document,
  position integer not null,
  target text not null check (target in ('unit', 'group', 'all_units')),
  unit_id uuid references unit,
  group_id uuid references recipient_group,
  purpose text not null check (purpose in ('act', 'coordinate', 'report', 'inform', 'file')),
  primary key (document_id, position),
  check ((target = 'unit') = (unit_id is not null)),
  check ((target = 'group') = (group_id is not null))
);

create table outgoing_relation (
  document_id uuid not null references outgoing_document,
  related_id uuid not null references outgoing_document,
  relation text not null check (relation in ('basis', 'replaces', 'revokes', 'updates', 'related')),
  primary key (document_id, related_id, relation),
  check (document_id <> related_id)
);
create index outgoing_relation_back on outgoing_relation (related_id);

create table outgoing_attachment (
  document_id uuid not null references outgoing_document,
  attachment_id uuid not null references attachment,
  position integer not null,
  primary key (document_id, attachment_id)
);
create index outgoing_attachment_use on outgoing_attachment (attachment_id);

create table outgoing_step (
  id uuid primary key,
  seq bigint generated always as identity,
  document_id uuid not null references outgoing_document,
  act text not null,
  from_state text,
  to_state text not null,
  account_id uuid,
  post_id uuid,
  at timestamptz not null,
  reason text
);
create index outgoing_step_of_document on outgoing_step (document_id, seq);
select make_append_only('outgoing_step');

create table dispatch (
  id uuid primary key,
  document_id uuid not null references outgoing_document,
  unit_id uuid not null references unit,
  by_account_id uuid not null references account,
  by_post_id uuid not null references post,
  made_at timestamptz not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  cancelled_at timestamptz,
  lines jsonb not null,
  recipient_count integer not null
);
create index dispatch_of_document on dispatch (document_id, made_at);
create index dispatch_waiting on dispatch (send_at) where sent_at is null and cancelled_at is null;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table dispatch, outgoing_step, outgoing_attachment, outgoing_relation, outgoing_recipient, outgoing_document, book_number, number_book, attachment, blob;
`);
  }
}
