import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is stored where, and whether it is still whole. */
export class FileStore1590969600011 implements MigrationInterface {
  readonly name = 'FileStore1590969600011';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- One row per content, from before its bytes are stored until after they are removed; so it does not refer to blob. Uploads claim it,
-- the sweeper marks it, the check of stored bytes writes what it found.
create table blob_keeping (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  claimed_at timestamptz not null,
  removing_at timestamptz,
  checked_at timestamptz,
  checking_since timestamptz,
  verdict text not null default 'whole' check (verdict in ('whole', 'missing', 'damaged')),
  found_at timestamptz,
  told_at timestamptz
);
create index blob_keeping_to_check on blob_keeping (checked_at nulls first, sha256);
create index blob_keeping_damaged on blob_keeping (found_at, sha256) where verdict <> 'whole';
insert into blob_keeping (sha256, size, claimed_at) select sha256, size, stored_at from blob;

-- The sweeper looks for the oldest files that nothing uses.
create index attachment_by_age on attachment (uploaded_at, id);
create index document_copy_attachment_use on document_copy_attachment (attachment_id);
create index receipt_evidence on receipt ((detail->>'attachmentId')) where detail->>'attachmentId' is not null and fact <> 'downloaded';
create index mail_message_attachments on mail_message using gin (attachment_ids) where attachment_ids <> '{}';
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop index mail_message_attachments, receipt_evidence, document_copy_attachment_use;
drop index attachment_by_age;
drop table blob_keeping;
`);
  }
}
