import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From a list of accounts to a unit that works: approval of lists, slips on paper and who got them, reminders. */
export class Onboarding1590969600025 implements MigrationInterface {
  readonly name = 'Onboarding1590969600025';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- A list that made accounts, which the level above approves before anybody gets a code. Its id is that of the import.
create table account_list (
  id uuid primary key,
  unit_id uuid not null references unit,
  listed_by uuid not null references account,
  listed_at timestamptz not null,
  -- As it was when it was listed: whether somebody above wants to be asked.
  needs_approval boolean not null,
  approved_at timestamptz,
  approved_by uuid references account,
  -- What it was agreed by, e.g. the number of a document.
  approval_note text,
  declined_at timestamptz,
  declined_by uuid references account,
  decline_reason text,
  check ((approved_at is null) = (approved_by is null)),
  check ((declined_at is null) = (declined_by is null) and (declined_at is null) = (decline_reason is null)),
  check (approved_at is null or declined_at is null)
);
create index account_list_by_time on account_list (listed_at desc, id desc);
create index account_list_of_unit on account_list (unit_id, listed_at desc);
create index account_list_open on account_list (id) where needs_approval and approved_at is null;

create table account_list_entry (
  account_id uuid primary key references account,
  list_id uuid not null references account_list
);
create index account_list_entry_of_list on account_list_entry (list_id);

-- Whether lists from below a unit are approved at it or above. No row: they are, where somebody above can.
create table account_list_rule (
  unit_id uuid primary key references unit,
  is_required boolean not null,
  set_by uuid not null references account,
  set_at timestamptz not null
);

-- The book in which it stands who handed which slip to whom. Codes are forgotten some day; this is not.
create table handout_handing (
  id uuid primary key,
  -- The code on the slip. Not a reference: codes are forgotten.
  code_id uuid not null unique,
  account_id uuid not null references account,
  unit_id uuid not null references unit,
  code_issued_at timestamptz not null,
  recipient text not null,
  recipient_phone text not null default '',
  way text not null check (way in ('in_person', 'post', 'phone')),
  handed_by uuid not null references account,
  handed_at timestamptz not null,
  noted_at timestamptz not null
);
create index handout_handing_list on handout_handing (handed_at desc, id desc);
create index handout_handing_of_unit on handout_handing (unit_id, handed_at desc, id desc);
create index handout_handing_of_account on handout_handing (account_id);
select make_append_only('handout_handing');

-- At most one reminder for each unit, step and day. Settled when it was sent, or was no longer needed.
create table onboarding_reminder (
  unit_id uuid not null references unit,
  step text not null,
  day date not null,
  asked_at timestamptz not null,
  -- Null: by itself.
  asked_by uuid references account,
  settled_at timestamptz,
  outcome text check (outcome in ('sent', 'moved_on', 'no_address')),
  primary key (unit_id, step, day),
  check ((settled_at is null) = (outcome is null))
);
create index onboarding_reminder_due on onboarding_reminder (asked_at, unit_id) where settled_at is null;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table onboarding_reminder, handout_handing, account_list_rule, account_list_entry, account_list;
`);
  }
}
