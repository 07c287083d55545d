import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a file may be opened, and what can be shown of it. */
export class ScansAndPreviews1590969600013 implements MigrationInterface {
  readonly name = 'ScansAndPreviews1590969600013';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- What the scanner said of a content. No row: it came while no scanner was configured ("off").
create table blob_scan (
  sha256 text primary key references blob on delete cascade,
  state text not null check (state in ('pending', 'clean', 'infected', 'unscannable')),
  signature text,
  reason text,
  scanned_with text,
  scanned_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  asked_at timestamptz not null,
  check (state <> 'infected' or signature is not null),
  check (state <> 'unscannable' or reason is not null),
  check (state = 'pending' or scanned_at is not null)
);
create index blob_scan_pending on blob_scan (asked_at) where state = 'pending';
create index blob_scan_trouble on blob_scan (scanned_at desc) where state in ('infected', 'unscannable');

-- A leader answers for a file that cannot be scanned: for their own unit's file, never for the content wherever it turns up.
create table scan_release (
  attachment_id uuid primary key references attachment,
  account_id uuid not null references account,
  post_id uuid not null references post,
  delegation_id uuid references delegation,
  reason text not null,
  at timestamptz not null
);

-- What the last self-test of the scanner found; one row.
create table scanner_status (
  one boolean primary key default true check (one),
  is_well boolean not null,
  version text,
  problem text,
  checked_at timestamptz not null
);

create view attachment_scan as
select a.id as attachment_id, a.unit_id, a.name, a.sha256,
  case when r.attachment_id is not null and s.state in ('pending', 'unscannable') then 'released' else coalesce(s.state, 'off') end as state,
  s.signature, s.reason, s.scanned_at
from attachment a left join blob_scan s on s.sha256 = a.sha256 left join scan_release r on r.attachment_id = a.id;

alter table dispatch
  add waits_for text check (waits_for in ('scan')),
  add cancel_reason text check (cancel_reason in ('infected', 'unscannable'));

-- What can be shown of a content, made once whatever number of attachments it has.
create table preview (
  sha256 text primary key references blob on delete cascade,
  state text not null check (state in ('waiting', 'making', 'ready', 'unsupported', 'failed', 'no-converter')),
  reason text,
  media_type text not null,
  page_count integer,
  attempts integer not null default 0,
  asked_at timestamptz not null,
  made_at timestamptz,
  check (state <> 'failed' or reason is not null)
);
create index preview_unmade on preview (asked_at) where state in ('waiting', 'making', 'no-converter');

-- Page 0 is the small picture of the first page.
create table preview_page (
  sha256 text not null references preview on delete cascade,
  page integer not null check (page between 0 and 50),
  blob_sha256 text not null references blob,
  size bigint not null,
  width integer not null,
  height integer not null,
  primary key (sha256, page)
);
create index preview_page_of_blob on preview_page (blob_sha256);

-- For search: a tsvector holds 1 MB at most, so the words of the first 200,000 characters are in it.
create table preview_text (
  sha256 text primary key references preview on delete cascade,
  content text not null,
  folded text not null,
  is_cut boolean not null,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, left(folded, 200000))) stored
);
create index preview_text_words on preview_text using gin (words);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table preview_text, preview_page, preview;
alter table dispatch drop waits_for, drop cancel_reason;
drop view attachment_scan;
drop table scanner_status, scan_release, blob_scan;
`);
  }
}
