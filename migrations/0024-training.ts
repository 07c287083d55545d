import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The training week: sessions with places, one booking for each unit, invitations into calendars. */
export class Training1590969600024 implements MigrationInterface {
  readonly name = 'Training1590969600024';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table training_week (
  id uuid primary key,
  -- Who invites: the units below it send one person each.
  unit_id uuid not null references unit,
  name text not null,
  place text not null,
  trainer text not null default '',
  phone text not null default '',
  first_day date not null,
  last_day date not null,
  slot_minutes integer not null check (slot_minutes between 10 and 480),
  capacity integer not null check (capacity between 1 and 1000),
  -- Nobody of a unit below may activate an account before the unit's person has attended.
  required_before_activation boolean not null default false,
  made_by uuid not null references account,
  made_at timestamptz not null,
  version integer not null default 1,
  check (last_day >= first_day and last_day - first_day <= 366)
);
create index training_week_of_unit on training_week (unit_id, first_day desc, id desc);

create table training_session (
  id uuid primary key,
  week_id uuid not null references training_week,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,
  trainer text not null,
  capacity integer not null check (capacity between 1 and 1000),
  -- Kept in the transaction that gives or takes a place.
  taken integer not null default 0,
  is_make_up boolean not null default false,
  cancelled_at timestamptz,
  cancel_reason text,
  version integer not null default 1,
  check (taken between 0 and capacity),
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index training_session_list on training_session (week_id, starts_at, id);
create index training_session_ended on training_session (ends_at) where cancelled_at is null;

create table training_booking (
  id uuid primary key,
  week_id uuid not null references training_week,
  unit_id uuid not null references unit,
  state text not null check (state in ('waiting', 'booked', 'attended', 'absent', 'cancelled')),
  session_id uuid references training_session,
  -- The session it waits for; a unit that has a place may wait for a better one. Null while waiting: any.
  waiting_for uuid references training_session,
  queued_at timestamptz,
  -- Empty while the unit has a place and has named nobody.
  trainee_name text not null,
  trainee_phone text not null default '',
  wished_days date[] not null default '{}',
  wished_half text check (wished_half in ('morning', 'afternoon')),
  source text not null check (source in ('unit', 'office', 'rule')),
  -- RFC 5546: rises with every change that an invitation tells of; what was told last, and of which session.
  sequence integer not null default 0,
  told_sequence integer,
  told_session_id uuid references training_session,
  told_to integer not null default 0,
  checked_in_at timestamptz,
  checked_in_by uuid references account,
  checked_in_how text check (checked_in_how in ('qr', 'name')),
  made_by uuid references account,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  check ((state in ('booked', 'attended', 'absent')) <= (session_id is not null)),
  check ((state = 'waiting') <= (session_id is null and queued_at is not null)),
  check ((state = 'attended') = (checked_in_at is not null)),
  check ((checked_in_at is null) = (checked_in_how is null))
);
-- Exactly one person for each unit. A unit that missed its session may book again.
create unique index training_booking_one on training_booking (week_id, unit_id) where state in ('waiting', 'booked', 'attended');
create index training_booking_of_session on training_booking (session_id, state);
create index training_booking_of_week on training_booking (week_id, unit_id);
create index training_booking_of_unit on training_booking (unit_id, id);
create index training_booking_queue on training_booking (week_id, queued_at, id) where queued_at is not null;
create index training_booking_untold on training_booking (week_id) where told_sequence is distinct from sequence;

-- Addresses at which a calendar program reads the sessions; whoever knows one can read.
create table training_feed (
  id uuid primary key,
  week_id uuid not null references training_week,
  -- Null: of every trainer.
  trainer text,
  token_hash bytea not null unique,
  made_by uuid not null references account,
  made_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references account
);
create index training_feed_of_week on training_feed (week_id, made_at desc, id desc);

-- Small parts the service makes itself: an invitation for calendars, pictures. Files that people keep are attachments.
alter table mail_message add column parts jsonb not null default '[]';
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
alter table mail_message drop column parts;
drop table training_feed, training_booking, training_session, training_week;
`);
  }
}
