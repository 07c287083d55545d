import { MovableClock } from '../../../src/platform/clock/clock.ts';
import { A_MONDAY } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { send, sendJson, type Answer } from './wire.ts';
import { aWorld, type World } from './world.ts';

/** A clock that never says the same time twice: equal times in two answers were taken once. */
class TickingClock extends MovableClock {
  override now(): Date {
    this.advance(1);
    return super.now();
  }
}

/** A school with two clerks who do everything at the same moment. */
export interface School {
  readonly id: string;
  readonly clerks: readonly [Person, Person];
}

export interface Crowd extends World {
  readonly schools: readonly School[];
  /** A second leader of the office. */
  readonly deputy: Person;
}

export async function aCrowd(schoolCount: number): Promise<Crowd> {
  const world = await aWorld({ clock: new TickingClock(A_MONDAY), config: { DATABASE_POOL: '16' } });
  const { app, officeId, schoolId } = world;
  const schools: School[] = [];
  for (let i = 0; i < schoolCount; i++) {
    const { id } = await aUnit(app, { parentId: schoolId, kind: 'school' });
    schools.push({ id, clerks: [await aPerson(app, [[id, 'clerk']]), await aPerson(app, [[id, 'clerk']])] });
  }
  const deputy = await aPerson(app, [
    [officeId, 'leader'],
    [officeId, 'clerk'],
  ]);
  return { ...world, schools, deputy };
}

/**
 * Documents of the office in a state before they have a number, made without asking anybody.
 * @param to who gets each
 */
export async function documentsIn(
  { app, officeId, boss }: World,
  state: 'draft' | 'submitted' | 'approved',
  count: number,
  to: { readonly unitId: string } | 'all_units',
): Promise<string[]> {
  const { rows } = await app.db.query<{ id: string }>(
    `insert into outgoing_document (id, unit_id, type_code, state, subject, urgency, drafted_by, drafted_at, updated_at)
     select gen_random_uuid(), $1, 'thong_bao', $2, 'Thông báo ' || n, 'normal', $3, $4, $4 from generate_series(1, $5) n returning id`,
    [officeId, state, boss.id, A_MONDAY, count],
  );
  const ids = rows.map((row) => row.id);
  const [target, unitId] = to === 'all_units' ? [to, null] : ['unit', to.unitId];
  await app.db.query(
    `insert into outgoing_recipient (document_id, position, target, unit_id, purpose) select unnest($1::uuid[]), 1, $2, $3, 'act'`,
    [ids, target, unitId],
  );
  return ids;
}

/** The same documents with numbers, one after the other. */
export async function issuedDocuments(
  world: World,
  count: number,
  to: { readonly unitId: string } | 'all_units',
): Promise<string[]> {
  const ids = await documentsIn(world, 'approved', count, to);
  for (const id of ids) await act(world, world.boss, `outgoing-documents/${id}/issuance`);
  return ids;
}

/** A copy of a letter at a school. */
export interface Copy {
  readonly id: string;
  readonly school: School;
}

/** Letters of the office to every school. */
export async function copiesAtSchools(crowd: Crowd, letters: number): Promise<Copy[]> {
  const ids = await issuedDocuments(crowd, letters, 'all_units');
  for (const id of ids) await act(crowd, crowd.boss, `outgoing-documents/${id}/dispatches`);
  const copies = `select id, unit_id as unit from delivery where document_id = any($1) order by document_id, unit_id`;
  const schools = new Map(crowd.schools.map((school) => [school.id, school]));
  return (await rowsOf<{ id: string; unit: string }>(crowd, copies, [ids])).flatMap(({ id, unit }) => {
    const school = schools.get(unit);
    return school ? [{ id, school }] : [];
  });
}

export async function rowsOf<T extends object>({ app }: World, sql: string, values: unknown[] = []): Promise<T[]> {
  return (await app.db.query(sql, values)).rows as T[];
}

/** How many rows a query has. */
export async function countRows(world: World, sql: string, values: unknown[] = []): Promise<number> {
  return (await rowsOf(world, sql, values)).length;
}

/** Does something that is created by POST. */
export function act({ app }: World, as: Person, path: string, body: object = {}): Promise<Answer> {
  return sendJson(app, { method: 'POST', path: `/api/v1/${path}`, as, body: JSON.stringify(body) });
}

/** Asks again when the service is busy, as a client would: two hundred at once wait for one book, longer than a slow machine allows. */
export async function untilTaken(ask: () => Promise<Answer>): Promise<Answer> {
  const answer = await ask();
  return answer.status === 503 ? untilTaken(ask) : answer;
}

/** Uploads one file. */
export function upload({ app }: World, as: Person, name: string, bytes: Buffer): Promise<Answer> {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return send(app, {
    method: 'POST',
    path: '/api/v1/attachments',
    as,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body,
  });
}

/** Does it to all of them, at most so many at the same time. */
export async function inBatches<T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < items.length; i += size) done.push(...(await Promise.all(items.slice(i, i + size).map(work))));
  return done;
}

/** The statuses of answers given at the same moment, smallest first, in one word. */
export const statuses = (answers: readonly Answer[]): string =>
  answers
    .map(({ status }) => status)
    .toSorted()
    .join(' ');

/** How often each result came. */
export function tally(results: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}
