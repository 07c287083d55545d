import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DAYS_2020_2030, holidaysOf } from './calendar-days.ts';

const HOURS = [
  { from: '07:00', to: '11:00' },
  { from: '13:00', to: '17:00' },
];

/** The working calendar as versioned data, and what became of deadlines when it changed. */
export class Calendar1590969600023 implements MigrationInterface {
  readonly name = 'Calendar1590969600023';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- One version is in force at any time; deadlines name the label of the one they were computed with (delivery.deadline_rule).
create table working_calendar (
  id uuid primary key,
  no integer not null unique check (no > 0),
  label text not null unique,
  state text not null check (state in ('draft', 'in_force', 'retired', 'discarded')),
  zone text not null check (zone = 'Asia/Ho_Chi_Minh'),
  based_on_id uuid references working_calendar,
  note text not null,
  data jsonb not null,
  drafted_by uuid references account,
  drafted_at timestamptz not null,
  put_in_force_by uuid references account,
  put_in_force_at timestamptz,
  reason text,
  version integer not null default 1,
  check ((state in ('in_force', 'retired')) = (put_in_force_at is not null)),
  check ((put_in_force_at is null) = (reason is null))
);
create unique index working_calendar_in_force on working_calendar (state) where state = 'in_force';
create unique index working_calendar_draft on working_calendar (state) where state = 'draft';

-- A version that was in force stays as it was: what was computed with it can be computed again.
create function keep_working_calendar() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'versions of the calendar are kept' using errcode = 'restrict_violation'; end if;
  if old.state <> 'draft' and (new.data is distinct from old.data or new.no <> old.no or new.label <> old.label or new.zone <> old.zone) then
    raise exception 'version % of the calendar is fixed', old.no using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger working_calendar_kept before update or delete on working_calendar for each row execute function keep_working_calendar();

-- Running deadlines computed anew with the version in force: asked for, then done piece by piece.
create table deadline_recalculation (
  id uuid primary key,
  calendar_id uuid not null references working_calendar,
  reason text not null,
  asked_by uuid not null references account,
  asked_at timestamptz not null,
  -- The last copy looked at.
  at_unit_id uuid,
  at_delivered timestamptz,
  at_delivery_id uuid,
  examined integer not null default 0,
  moved integer not null default 0,
  finished_at timestamptz
);
create unique index deadline_recalculation_running on deadline_recalculation ((finished_at is null)) where finished_at is null;
create index deadline_recalculation_list on deadline_recalculation (asked_at desc, id desc);

create table deadline_move (
  recalculation_id uuid not null references deadline_recalculation,
  delivery_id uuid not null,
  unit_id uuid not null references unit,
  rule_from text,
  rule_to text not null,
  open_from timestamptz,
  open_to timestamptz,
  acknowledge_from timestamptz,
  acknowledge_to timestamptz,
  finish_from timestamptz,
  finish_to timestamptz,
  primary key (recalculation_id, delivery_id)
);
create index deadline_move_of_unit on deadline_move (recalculation_id, unit_id);
create index deadline_move_of_delivery on deadline_move (delivery_id);
select make_append_only('deadline_move');
`);
    const data = { holidays: holidaysOf(DAYS_2020_2030), makeUpDays: [], officeHours: HOURS, unitHours: [] };
    await queries.query(
      `insert into working_calendar (id, no, label, state, zone, note, data, drafted_at, put_in_force_at, reason)
       values ('00000000-0000-4000-8000-000000000001', 1, '2020-2030.1', 'in_force', 'Asia/Ho_Chi_Minh', 'Lịch có sẵn: ngày nghỉ lễ 2020–2030',
         $1, '2020-01-01T00:00:00+07:00', '2020-01-01T00:00:00+07:00', 'Có sẵn khi cài đặt')`,
      [JSON.stringify(data)],
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table deadline_move, deadline_recalculation, working_calendar;
drop function keep_working_calendar();
`);
  }
}
