import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each person wants to be told, and how. */
export class Notifications1590969600014 implements MigrationInterface {
  readonly name = 'Notifications1590969600014';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
alter table mail_message add column unsubscribe_url text;

-- A person's own choice; without a row the kind's usual way holds.
create table notification_choice (
  account_id uuid not null references account,
  kind text not null,
  choice text not null check (choice in ('at_once', 'daily', 'off')),
  chosen_at timestamptz not null,
  primary key (account_id, kind)
);

-- What waits for the daily mail, and what was told in one: told rows stay a while, so that a repeated job tells nothing twice.
create table waiting_notification (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  kind text not null,
  key text not null,
  line text not null,
  path text not null,
  at timestamptz not null,
  told_at timestamptz,
  unique (account_id, kind, key)
);
create index waiting_notification_untold on waiting_notification (account_id, at) where told_at is null;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table waiting_notification, notification_choice;
alter table mail_message drop column unsubscribe_url;
`);
  }
}
