import { Database } from '../../platform/database/database.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { task } from '../../platform/jobs/job-handler.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { Rehearsed } from '../fresh-ground.ts';
import { Narrator } from '../narrator.ts';
import type { Slip } from './papers.ts';
import { People } from './people.ts';
import { local, OFFICE } from './week.data.ts';

export interface Session {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly taken: number;
  readonly state: string;
}

export interface Booking {
  readonly id: string;
  readonly unitCode: string;
  readonly state: string;
  readonly session: { readonly id: string; readonly startsAt: string; readonly endsAt: string } | null;
  readonly traineeName: string;
  readonly replacedTrainee?: string | null;
  readonly position: number | null;
  readonly version: number;
}

export interface Funnel {
  readonly total: number;
  readonly ready: number;
  readonly steps: readonly { readonly step: string; readonly reached: number }[];
}

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** What the service does by itself at set times, its own clock not being the machine's. */
const BY_ITSELF = {
  '07:15': 'onboarding.digest',
  '08:30': 'onboarding.remind-units',
  '08:40': 'onboarding.send-reminders',
  '17:45': 'training.mark-absent',
} as const;

type Service<T> = abstract new (...args: never[]) => T;

/** Where the week plays, and what the scenes leave to each other. */
export class Stage {
  readonly people: People;
  readonly narrator: Narrator;
  readonly unitIds = new Map<string, string>();
  slips = new Map<string, Slip>();
  weekId = '';
  readonly funnels: Funnel[] = [];
  /** When each unit acknowledged its first document. */
  readonly readyAt = new Map<string, Date>();

  constructor(
    private readonly rehearsed: Rehearsed,
    print: (line: string) => void,
  ) {
    this.people = new People(rehearsed.url, rehearsed.clock);
    this.narrator = new Narrator(rehearsed.clock, print);
  }

  get<T>(service: Service<T>): T {
    return this.rehearsed.app.get<T>(service, { strict: false });
  }

  now(): Date {
    return this.rehearsed.clock.now();
  }

  set(at: Date | string): void {
    this.rehearsed.clock.set(new Date(at));
  }

  id(code: string): string {
    const id = this.unitIds.get(code);
    if (id === undefined) throw new Error(`the rehearsal has no unit ${code}`);
    return id;
  }

  /** What is due in the background is done, mails above all. */
  settle(): Promise<void> {
    return this.get(Jobs).drain();
  }

  /** The clock reaches a time at which the service does something by itself. */
  async byItself(day: string, time: keyof typeof BY_ITSELF): Promise<void> {
    this.set(local(`${day}T${time}`));
    const name = BY_ITSELF[time];
    await this.get(UnitOfWork).run((tx) => this.get(Jobs).enqueue(tx, task(name), {}, { key: `rehearsal:${name}` }));
    await this.settle();
  }

  async all<T>(path: string, who: string = OFFICE.admin): Promise<T[]> {
    const items: T[] = [];
    let after = '';
    do {
      const page = await this.people.get<Page<T>>(who, `${path}${path.includes('?') ? '&' : '?'}limit=200${after}`);
      items.push(...page.items);
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    return items;
  }

  sessions(): Promise<Session[]> {
    return this.all<Session>(`/training-weeks/${this.weekId}/sessions`);
  }

  /** Newest per unit first of those that count. */
  async bookings(): Promise<Map<string, Booking>> {
    const bookings = await this.all<Booking>(`/training-bookings?weekId=${this.weekId}`);
    const counting = bookings.filter(({ state }) => ['waiting', 'booked', 'attended'].includes(state));
    return new Map(counting.map((booking) => [booking.unitCode, booking]));
  }

  rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.get(Database).rows(sql, values) as Promise<T[]>;
  }

  /** Looks at the funnel, and keeps it. */
  async funnel(): Promise<Funnel> {
    const funnel = await this.people.get<Funnel>(OFFICE.admin, '/onboarding');
    this.funnels.push(funnel);
    return funnel;
  }
}
