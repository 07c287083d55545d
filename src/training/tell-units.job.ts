import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { parseMailbox, type Mailbox } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { MailPart, OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { CheckInCodes } from './check-in-code.ts';
import { InvitationMailboxes } from './invitation-addresses.ts';
import { invitationCalendar } from './invitation-calendar.ts';
import { TELL_UNITS } from './training.tasks.ts';
import { sessionText, trainingLetter, type ToldBooking } from './training.texts.ts';

interface Untold extends Omit<ToldBooking, 'wasInvited' | 'makeUps'> {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly weekId: string;
  readonly unitId: string;
  readonly sessionId: string | null;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly toldSessionId: string | null;
  readonly toldStartsAt: Date | null;
  readonly toldEndsAt: Date | null;
  readonly toldPlace: string | null;
}

const UNTOLD = `select b.id, b.week_id as "weekId", b.unit_id as "unitId", b.session_id as "sessionId", b.state, b.sequence, b.changed_at as "changedAt",
    b.told_session_id as "toldSessionId", t.starts_at as "toldStartsAt", t.ends_at as "toldEndsAt", t.place as "toldPlace",
    w.name as "weekName", unit_name_on(w.unit_id, $2::date) as "hostName", unit_name_on(b.unit_id, $2::date) as "unitName",
    b.trainee_name as "traineeName", coalesce(s.place, '') as place, s.starts_at as "startsAt", s.ends_at as "endsAt",
    coalesce(s.trainer, '') as trainer, w.phone
  from training_booking b join training_week w on w.id = b.week_id
  left join training_session s on s.id = b.session_id left join training_session t on t.id = b.told_session_id
  where b.id = any($1::uuid[]) and b.told_sequence is distinct from b.sequence order by b.id for update of b`;
const MAKE_UPS = `select week_id as "weekId", starts_at as "startsAt", place from training_session
  where week_id = any($1::uuid[]) and is_make_up and cancelled_at is null and starts_at > $2 and taken < capacity order by starts_at limit 5`;

/** Sends units what has become of their bookings: only how it stands now, however many changes there were meanwhile. */
@Injectable()
export class TellTrainingUnits extends JobHandler<{ readonly bookingIds: readonly string[] }> {
  readonly task = TELL_UNITS;
  readonly #host: string;
  readonly #organizer: Mailbox;

  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mail: Mail,
    private readonly mailboxes: InvitationMailboxes,
    private readonly codes: CheckInCodes,
    config: Config,
  ) {
    super();
    this.#host = new URL(config.publicUrl).hostname;
    const from = parseMailbox(config.get('MAIL_FROM'));
    this.#organizer = { name: from?.name || 'gnvb', address: from?.address ?? `gnvb@${this.#host}` };
  }

  async run({ bookingIds }: { readonly bookingIds: readonly string[] }): Promise<void> {
    const pictures = new Map<string, string>();
    // Drawn before: pictures take time, and the rows are held.
    for (const id of await this.toInvite(bookingIds)) pictures.set(id, await qrPicture(this.codes.of(id)));
    await this.work.run((tx) => this.tell(tx, bookingIds, pictures));
  }

  /** Those that get an invitation: most of what a job costs is their pictures. */
  private async toInvite(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ id: string; unitId: string }>(
      `select id, unit_id as "unitId" from training_booking
       where id = any($1::uuid[]) and state = 'booked' and told_sequence is distinct from sequence`,
      [ids],
    );
    const boxes = await this.mailboxes.of(
      this.database,
      rows.map(({ unitId }) => unitId),
    );
    return rows.filter(({ unitId }) => boxes.get(unitId)?.length).map(({ id }) => id);
  }

  private async tell(tx: Tx, ids: readonly string[], pictures: ReadonlyMap<string, string>): Promise<void> {
    const now = this.clock.now();
    const rows = await tx.rows<Untold>(UNTOLD, [ids, now]);
    if (rows.length === 0) return;
    const boxes = await this.mailboxes.of(
      tx,
      rows.map(({ unitId }) => unitId),
    );
    const weekIds = rows.filter(({ state }) => state === 'absent').map(({ weekId }) => weekId);
    const makeUps = weekIds.length === 0 ? [] : await tx.rows<MakeUp>(MAKE_UPS, [weekIds, now]);
    const mails = rows.flatMap((row) => {
      // Nobody heard of it: nothing has to be taken back.
      if (row.state === 'attended' || (row.state === 'cancelled' && row.toldSessionId === null)) return [];
      const told = {
        ...row,
        wasInvited: row.toldSessionId !== null,
        makeUps: makeUps.filter(({ weekId }) => weekId === row.weekId),
      };
      return (boxes.get(row.unitId) ?? []).map((to, i) => this.mailOf(row, told, to, i, pictures.get(row.id) ?? ''));
    });
    await this.mail.queue(tx, mails);
    await this.noteTold(tx, rows, boxes);
  }

  private mailOf(row: Untold, told: ToldBooking, to: Mailbox, no: number, picture: string): OutgoingMail {
    const { subject, text, html } = trainingLetter(told);
    const parts = [
      ...this.calendarFor(row, to),
      ...(row.state === 'booked' && picture !== '' ? [qrPart(picture)] : []),
    ];
    const purposeKey = `${row.id} ${row.sequence} ${no}`;
    return { purpose: 'training.booking', purposeKey, recipient: to, subject, text, html, attachmentIds: [], parts };
  }

  /** A place is an invitation; one that was told of and is gone is withdrawn. */
  private calendarFor(row: Untold, to: Mailbox): MailPart[] {
    const isBooked = row.state === 'booked';
    const [startsAt, endsAt, place] = isBooked
      ? [row.startsAt, row.endsAt, row.place]
      : [row.toldStartsAt, row.toldEndsAt, row.toldPlace];
    const isGone = row.state === 'waiting' || row.state === 'cancelled';
    if (!startsAt || !endsAt || !(isBooked || isGone)) return [];
    const method = isBooked ? 'REQUEST' : 'CANCEL';
    const description = `${row.unitName} cử đúng một người${row.traineeName === '' ? '' : `: ${row.traineeName}`}. ${sessionText(startsAt, endsAt)}, ${place ?? ''}.`;
    const { id: bookingId, sequence, changedAt, weekName } = row;
    const invitation = {
      bookingId,
      sequence,
      changedAt,
      startsAt,
      endsAt,
      place: place ?? '',
      weekName,
      description,
    };
    const text = invitationCalendar(method, invitation, this.#organizer, to, this.#host);
    const base64 = Buffer.from(text).toString('base64');
    return [{ filename: 'tap-huan.ics', contentType: 'text/calendar', method, base64 }];
  }

  private async noteTold(
    tx: Tx,
    rows: readonly Untold[],
    boxes: ReadonlyMap<string, readonly Mailbox[]>,
  ): Promise<void> {
    const told = rows.map(({ id, unitId, sequence, state, sessionId, toldSessionId }) => ({
      id,
      sequence,
      sessionId: state === 'booked' ? sessionId : state === 'absent' || state === 'attended' ? toldSessionId : null,
      to: boxes.get(unitId)?.length ?? 0,
    }));
    await tx.run(
      `update training_booking b set told_sequence = r.sequence, told_session_id = r."sessionId", told_to = r."to"
       from jsonb_to_recordset($1::jsonb) as r (id uuid, sequence int, "sessionId" uuid, "to" int) where b.id = r.id`,
      [JSON.stringify(told)],
    );
  }
}

interface MakeUp {
  readonly [column: string]: unknown;
  readonly weekId: string;
  readonly startsAt: Date;
  readonly place: string;
}

const qrPart = (base64: string): MailPart => ({
  filename: 'ma-diem-danh.png',
  contentType: 'image/png',
  method: null,
  base64,
});

/** As a PNG in base64. */
async function qrPicture(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode');
  const png = await qrcode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 2, scale: 4 });
  return png.toString('base64');
}
