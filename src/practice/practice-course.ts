import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Cast } from './practice-cast.reader.ts';
import { LESSONS, type Lesson } from './practice-lessons.data.ts';
import type { World } from './practice-worlds.service.ts';
import { PracticeWriting, type Desk } from './practice-writing.ts';

export type Step = () => Promise<void>;

interface Last {
  readonly [column: string]: unknown;
  readonly number: number;
  readonly documentId: string;
  readonly state: string;
  readonly isTaken: boolean;
}

/** The newest document of a role's course, and whether the trainee has done with it what the course waits for. */
const LAST = `select l.number, l.document_id as "documentId", d.state,
    exists (select from delivery y where y.document_id = l.document_id and y.unit_id = $3
      and y.state not in ('queued', 'delivered', 'opened')) as "isTaken"
  from practice_lesson l join outgoing_document d on d.id = l.document_id
  where l.world_id = $1 and l.role = $2 order by l.number desc limit 1`;

/** Sends the documents of the course, one after the other. */
@Injectable()
export class PracticeCourse {
  constructor(
    private readonly database: Database,
    private readonly writing: PracticeWriting,
  ) {}

  async due(world: World, cast: Cast): Promise<Step[]> {
    const target = world.role === 'office' ? world.officeId : world.unitId;
    const last = await this.database.first<Last>(LAST, [world.id, world.role, target]);
    const lessons = LESSONS[world.role];
    const current = last && lessons[last.number - 1];
    // Killed on its way: written, not sent.
    if (last && current && !isOut(current, last.state))
      return [() => this.#carry(world, cast, current, last.documentId)];
    const next = lessons[last?.number ?? 0];
    const isReady = !last || (current?.from === 'colleague' ? last.state !== 'submitted' : last.isTaken);
    if (!next || !isReady) return [];
    return [() => this.#send(world, cast, next, (last?.number ?? 0) + 1, target)];
  }

  async #send(world: World, cast: Cast, lesson: Lesson, number: number, target: string): Promise<void> {
    const { id, role } = world;
    const { typeCode, subject, summary, purpose } = lesson;
    const { clerk } = this.#desk(world, cast, lesson);
    if (!clerk) return;
    const unitId = lesson.from === 'colleague' ? world.officeId : target;
    const documentId = await this.writing.draft(clerk, `lesson:${id}:${role}:${number}`, {
      typeCode,
      subject,
      summary,
      signerCapacity: 'TM. BAN CHẤP HÀNH',
      pageCount: 1,
      recipients: [{ target: 'unit', unitId, purpose }],
    });
    await this.database.run(
      `insert into practice_lesson (world_id, role, number, document_id) values ($1, $2, $3, $4) on conflict do nothing`,
      [id, role, number, documentId],
    );
    await this.#carry(world, cast, lesson, documentId);
  }

  #carry(world: World, cast: Cast, lesson: Lesson, documentId: string): Promise<void> {
    const isForApproval = lesson.from === 'colleague';
    return this.writing.carry(documentId, this.#desk(world, cast, lesson), isForApproval ? 'submitted' : 'dispatched');
  }

  #desk({ officeId, unitId }: World, cast: Cast, { from }: Lesson): Desk {
    const at = { office: officeId, partner: cast.partners[0] ?? officeId, colleague: unitId }[from];
    return { clerk: cast.at(at, 'clerk'), leader: cast.at(at, 'leader') };
  }
}

const isOut = ({ from }: Lesson, state: string): boolean =>
  from === 'colleague' ? state !== 'draft' : !['draft', 'submitted', 'approved', 'issued'].includes(state);
