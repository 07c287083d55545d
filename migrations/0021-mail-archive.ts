import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was in the old inboxes: brought over, searchable, and proven to be whole. */
export class MailArchive1590969600021 implements MigrationInterface {
  readonly name = 'MailArchive1590969600021';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- One passage over a source: the inbox on its server, or a file somebody uploaded.
create table mail_import (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  source text not null check (source in ('imap', 'mbox', 'zip', 'eml')),
  state text not null check (state in ('waiting', 'running', 'paused', 'done', 'cancelled')),
  state_since timestamptz not null,
  -- Why it is paused (null: somebody paused it), or what went wrong last while it goes on trying.
  problem text,
  failures integer not null default 0,
  requested_by uuid not null references account,
  requested_at timestamptz not null,
  started_at timestamptz,
  -- The uploaded file stays until it has been read.
  file_name text,
  file_sha256 text references blob,
  file_size bigint,
  -- How far the file has been read: a byte of an mbox, an entry of a zip.
  position bigint not null default 0,
  folders_total integer,
  folders_done integer not null default 0,
  -- Mails the source holds, as far as it has been counted.
  expected integer,
  seen integer not null default 0,
  copied integer not null default 0,
  duplicates integer not null default 0,
  broken integer not null default 0,
  failed integer not null default 0,
  bytes bigint not null default 0,
  -- Working time in ms: pauses do not slow the rate that is shown.
  worked_ms bigint not null default 0,
  -- Who works on it now, and until when nobody else may.
  claim uuid,
  claimed_until timestamptz,
  check ((source = 'imap') = (file_name is null))
);
-- Never two at once into one inbox.
create unique index mail_import_at_work on mail_import (inbox_id) where state in ('waiting', 'running', 'paused');
create index mail_import_of_inbox on mail_import (inbox_id, requested_at desc, id desc);
create index mail_import_file on mail_import (file_sha256) where file_sha256 is not null;

-- How far each folder of a server has been read. Another UIDVALIDITY means that all its UIDs are others: from the beginning.
create table mail_import_folder (
  inbox_id uuid not null references legacy_inbox,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null default 0,
  read_at timestamptz not null,
  primary key (inbox_id, folder)
);

-- One row for each distinct mail of an inbox. "Before cutover": nobody's receipt.
create table archived_mail (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  unit_id uuid not null references unit,
  -- What makes it this mail and no other: its Message-ID, its own headers and its content, whatever way it came.
  content_key text not null,
  message_id text,
  raw_id uuid not null references attachment,
  sha256 text not null,
  size bigint not null,
  sent_at timestamptz,
  -- When it lay in the inbox; what lists go by.
  received_at timestamptz not null,
  from_name text not null,
  from_address text not null,
  to_line text not null,
  cc_line text not null,
  subject text not null,
  snippet text not null,
  flags text[] not null default '{}',
  folders text[] not null default '{}',
  -- What is wrong with it; it is kept as it came all the same.
  defects text[] not null default '{}',
  file_count integer not null default 0,
  archived_at timestamptz not null,
  -- The unit is one of the words, so that a search looks through one unit's mails only.
  words tsvector not null,
  unique (inbox_id, content_key)
);
create index archived_mail_of_unit on archived_mail (unit_id, received_at desc, id desc);
create index archived_mail_of_inbox on archived_mail (inbox_id, received_at desc, id desc);
create index archived_mail_by_message_id on archived_mail (message_id) where message_id is not null;
create index archived_mail_raw on archived_mail (raw_id);
create index archived_mail_words on archived_mail using gin (words);

create table archived_mail_text (
  mail_id uuid primary key references archived_mail,
  content text not null,
  is_cut boolean not null,
  -- Sanitised when it was archived; null: it had none.
  html text
);

create table archived_mail_file (
  mail_id uuid not null references archived_mail,
  position integer not null,
  attachment_id uuid not null references attachment,
  content_id text,
  primary key (mail_id, position)
);
create index archived_mail_file_of_attachment on archived_mail_file (attachment_id);

-- Every message of every source, and the mail it became.
create table archived_mail_source (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  import_id uuid not null references mail_import,
  -- A folder of the server, or a name for the uploaded file.
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  size bigint not null,
  sha256 text,
  -- The bytes as they came, where they differ from those of the mail they count as.
  raw_id uuid references attachment,
  mail_id uuid references archived_mail,
  is_duplicate boolean not null default false,
  -- Why nothing could be taken in.
  problem text,
  at timestamptz not null,
  unique (inbox_id, folder, uid_validity, uid),
  check ((mail_id is null) = (problem is not null))
);
create index archived_mail_source_of_mail on archived_mail_source (mail_id);
create index archived_mail_source_by_time on archived_mail_source (inbox_id, at);
create index archived_mail_source_raw on archived_mail_source (raw_id) where raw_id is not null;
create index archived_mail_source_content on archived_mail_source (inbox_id, sha256);

-- What the server holds against what the archive holds, message by message.
create table mail_proof (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  problem text,
  requested_by uuid references account,
  requested_at timestamptz not null,
  -- The server was listed from then on: what came later is not in it.
  began_at timestamptz,
  ended_at timestamptz,
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
  kinds jsonb not null default '{}',
  claim uuid,
  claimed_until timestamptz
);
create unique index mail_proof_at_work on mail_proof (inbox_id) where state in ('waiting', 'running');
create index mail_proof_of_inbox on mail_proof (inbox_id, requested_at desc, id desc);

create table mail_proof_difference (
  proof_id uuid not null references mail_proof on delete cascade,
  position integer not null,
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
  mail_id uuid references archived_mail,
  primary key (proof_id, position)
);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table mail_proof_difference, mail_proof, archived_mail_source, archived_mail_file, archived_mail_text, archived_mail, mail_import_folder, mail_import;
`);
  }
}
