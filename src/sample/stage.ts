import type { INestApplicationContext } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import type { DocumentTypeCode } from '../registers/document-types.ts';
import { NumberBooks } from '../registers/number-books.service.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { Agenda } from './agenda.ts';
import type { Cast } from './cast.ts';
import { BLOCK, loginOf } from './organisation.data.ts';

type Service<T> = abstract new (...args: never[]) => T;

/** Where the sample's stories play: the real services, the people, the agenda. */
export class Stage {
  constructor(
    private readonly app: INestApplicationContext,
    readonly agenda: Agenda,
    readonly cast: Cast,
  ) {}

  get<T>(service: Service<T>): T {
    return this.app.get<T>(service, { strict: false });
  }

  clerk(code: string): Principal {
    return this.cast.person(`vanthu.${loginOf(code)}`);
  }

  leader(code: string): Principal {
    return this.cast.person(`bithu.${loginOf(code)}`);
  }

  /** Who works on documents at the unit: its member, or where it has none its clerk. */
  worker(code: string): Principal {
    const member = `canbo.${loginOf(code)}`;
    return this.cast.has(member) ? this.cast.person(member) : this.clerk(code);
  }

  /** What the last acts have left to be done in the background, mails above all, is done now: at the story's time, not at the machine's. */
  settle(): Promise<void> {
    return this.get(Jobs).drain();
  }

  /** Numbers up to `last` were given on paper earlier in the unit's term of that day. */
  async givenOnPaper(typeCode: DocumentTypeCode, last: number, day: Date, code = BLOCK): Promise<void> {
    const unitId = this.cast.unit(code);
    await this.get(UnitOfWork).run(async (tx) => {
      const term = await this.get(UnitsReader).termOn(tx, unitId, localDate(day));
      if (!term) throw new Error(`${code} has no term on ${localDate(day)}`);
      await this.get(NumberBooks).openAfter(
        tx,
        { unitId, direction: 'outgoing', typeCode, period: `term:${term.id}` },
        last,
      );
    });
  }
}
