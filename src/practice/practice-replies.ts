import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { IncomingActs } from '../incoming/incoming.acts.ts';
import { Database } from '../platform/database/database.ts';
import type { Cast } from './practice-cast.reader.ts';
import type { Step } from './practice-course.ts';
import { QUESTION } from './practice-lessons.data.ts';
import type { World } from './practice-worlds.service.ts';
import { PracticeWriting, type Desk } from './practice-writing.ts';

interface Copy {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly state: 'delivered' | 'opened' | 'acknowledged' | 'registered';
  readonly isAsked: boolean;
}

interface Paper {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
}

/** Copies at units that are played, where something is left to be done. $1 the units, $2 the office, $3 the trainee's unit, $4 its role */
const COPIES = `select y.id, y.unit_id as "unitId", y.state,
    exists (select from outgoing_document d where d.replies_to = y.id) as "isAsked"
  from delivery y where (y.unit_id = any($1::uuid[]) and y.state in ('delivered', 'opened', 'acknowledged'))
    or (y.unit_id = $2 and y.state = 'registered' and y.sender_unit_id = any($3::uuid[]))
  order by y.id limit 50`;
/** Documents of the trainee's own units that somebody else has to take further. */
const PAPERS = `select id, unit_id as "unitId" from outgoing_document where unit_id = any($1::uuid[]) and state in ('submitted', 'approved', 'issued')
  order by id limit 20`;

/** What partners and colleagues do with what the trainee sends and writes. */
@Injectable()
export class PracticeReplies {
  constructor(
    private readonly rooms: ModuleRef,
    private readonly database: Database,
    private readonly writing: PracticeWriting,
  ) {}

  async due(world: World, cast: Cast): Promise<Step[]> {
    const [copies, papers] = await Promise.all([this.#copies(world, cast), this.#papers(world)]);
    return [
      ...copies.map((copy) => () => this.#answer(cast, copy)),
      ...papers.map((paper) => () => this.writing.carry(paper.id, colleagues(world, cast, paper.unitId))),
    ];
  }

  async #copies({ role, officeId, unitId }: World, cast: Cast): Promise<Copy[]> {
    const played = [...cast.partners, role === 'office' ? unitId : officeId];
    const asker = cast.partners[0] ?? null;
    const copies = await this.database.rows<Copy>(COPIES, [played, asker, [officeId, unitId]]);
    const asking = copies.filter((copy) => copy.state !== 'registered' || !copy.isAsked);
    if (role !== 'leader') return asking;
    // The leader acknowledges; the book is the clerk's.
    const own = await this.database.rows<Copy>(COPIES, [[unitId], null, []]);
    return [...asking, ...own.filter(({ state }) => state === 'acknowledged')];
  }

  /** Where the trainee is clerk, approving is left; where leader, issuing and sending. */
  async #papers({ role, officeId, unitId }: World): Promise<Paper[]> {
    const papers = await this.database.rows<Paper & { state: string }>(
      PAPERS.replace('select id,', 'select id, state,'),
      [[role === 'office' ? officeId : unitId]],
    );
    return papers.filter(({ state }) => (role === 'leader' ? state !== 'submitted' : state === 'submitted'));
  }

  async #answer(cast: Cast, { id, unitId, state }: Copy): Promise<void> {
    const clerk = cast.at(unitId, 'clerk');
    const acts = this.rooms.get(IncomingActs, { strict: false });
    if (state === 'delivered') await acts.open(clerk, id);
    if (state === 'delivered' || state === 'opened') await acts.acknowledge(clerk, id);
    if (state === 'acknowledged') await acts.register(clerk, id, {});
    if (state !== 'registered') return;
    const desk = { clerk, leader: cast.at(unitId, 'leader') };
    const body = { ...QUESTION, repliesTo: id, signerCapacity: 'TM. BAN CHẤP HÀNH', pageCount: 1 };
    await this.writing.carry(await this.writing.draft(clerk, `question:${id}`, body), desk);
  }
}

function colleagues({ role }: World, cast: Cast, unitId: string): Desk {
  if (role === 'leader') return { clerk: cast.at(unitId, 'clerk'), leader: null };
  return { clerk: null, leader: cast.at(unitId, 'leader') };
}
