import { Injectable } from '@nestjs/common';
import { create } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { attendanceXlsx } from './attendance-xlsx.ts';
import { AttendanceReader } from './attendance.reader.ts';
import { BookingsReader } from './bookings.reader.ts';
import { CheckInCodes } from './check-in-code.ts';
import { TrainingFeeds } from './feeds.service.ts';
import { STATE_WORDS, TRAINING } from './training.errors.ts';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const SHEETS = ['diem-danh.pdf', 'diem-danh.xlsx'] as const;

/** Loaded at first use. Outside the class: in a decorated one TypeScript leaves the file name as it is, and the built service finds no .ts. */
const sheetDrawing = () => import('./attendance-pdf.ts');
const ticketDrawing = () => import('./ticket-pdf.ts');

/** The files of this room; each is called from a route that takes `@Res()`. */
@Injectable()
export class TrainingDownloads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly attendance: AttendanceReader,
    private readonly bookings: BookingsReader,
    private readonly codes: CheckInCodes,
    private readonly feeds: TrainingFeeds,
  ) {}

  /** @throws request.not-found, training.no-such-session */
  async sheet(
    caller: Principal,
    weekId: string,
    asked: string,
    sessionId: string | null,
    reply: FastifyReply,
  ): Promise<void> {
    const name = SHEETS.find((known) => known === asked);
    if (!name) throw REQUEST.notFound();
    const attendance = await this.attendance.of(caller, weekId, sessionId);
    const isPdf = name.endsWith('.pdf');
    // Loaded at first use: an idle service has no need of a typesetter.
    const { attendancePdf } = await sheetDrawing();
    const bytes = await (isPdf ? attendancePdf(attendance, this.clock.now()) : attendanceXlsx(attendance));
    head(reply, isPdf ? PDF : XLSX, name).send(bytes);
  }

  /** @throws request.not-found, training.not-now */
  async ticket(caller: Principal, id: string, reply: FastifyReply): Promise<void> {
    const booking = await this.bookings.one(caller, id);
    const { session, unitName, traineeName, state, weekId } = booking;
    if (!session || state !== 'booked') throw TRAINING.notNow({ state: STATE_WORDS[state] });
    const week = await this.database.first<{ weekName: string; hostName: string; phone: string }>(
      `select name as "weekName", unit_name_on(unit_id, $2::date) as "hostName", phone from training_week where id = $1`,
      [weekId, this.clock.now()],
    );
    if (!week) throw REQUEST.notFound();
    const times = { startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt), place: session.place };
    const { ticketPdf } = await ticketDrawing();
    const ticket = { ...week, ...times, unitName, traineeName, code: this.codes.of(id) };
    head(reply, PDF, 'giay-moi.pdf').send(await ticketPdf(ticket, this.clock.now()));
  }

  /** @throws request.not-found */
  async feed(token: string, reply: FastifyReply): Promise<void> {
    head(reply, 'text/calendar; charset=utf-8', 'tap-huan.ics').send(await this.feeds.read(token));
  }
}

function head(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply.headers({
    'content-type': type,
    'content-disposition': create(name),
    'cache-control': 'private, no-store',
  });
}
