import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { CopiesReader } from '../../src/incoming/copies.reader.ts';
import { PlainActs } from '../../src/incoming/plain-acts.service.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Principal } from '../../src/platform/access/principal.ts';
import { A_MONDAY, startTestApp, type TestApp } from '../support/app.ts';
import { aPerson, type Person } from '../support/people.ts';
import { contradictions } from './bad-input/aftermath.ts';
import * as crowds from './bad-input/crowd.ts';
import { act, statuses, tally, type Copy, type Crowd, type School } from './bad-input/crowd.ts';
import type { Answer } from './bad-input/wire.ts';

/** Acts of many requests are written together: it must show in nothing but what they cost. */
let world: Crowd;
/** A second process on the same rows. Its clock stands still, and what waits for a lock there waits longer than a test may take. */
let second: TestApp;
const PATIENT = { DATABASE_POOL: '16', LOCK_TIMEOUT_MS: '60000', STATEMENT_TIMEOUT_MS: '60000' };

beforeAll(async () => {
  world = await crowds.aCrowd(20);
  const clock = new MovableClock(new Date(A_MONDAY.getTime() + 300_000));
  second = await startTestApp({ database: world.app.database, clock, config: PATIENT });
});
afterAll(async () => {
  await second.stop();
  await world.stop();
});
afterEach(async () => {
  await letGo();
  jest.restoreAllMocks();
  const found = await contradictions(world);
  if (found.length > 0) throw new Error(found.join('\n'));
});

const rowsOf = <T extends object>(sql: string, ...values: unknown[]): Promise<T[]> =>
  crowds.rowsOf<T>(world, sql, values);
const does = (person: Person, id: string, name: string, app = world.app): Promise<Answer> =>
  act({ ...world, app }, person, `incoming-documents/${id}/${name}`);
const acknowledge = (copy: Copy, clerk: 0 | 1 = 0, app = world.app): Promise<Answer> =>
  does(copy.school.clerks[clerk], copy.id, 'acknowledgement', app);
const school = (i: number): School => world.schools[i]!;
/** How often each fact is stated of the copies. */
const factsOf = async (ids: readonly string[]): Promise<Record<string, number>> =>
  tally(
    (await rowsOf<{ fact: string }>('select fact from receipt where delivery_id = any($1)', ids)).map((r) => r.fact),
  );
const idsOf = (copies: readonly Copy[]): string[] => copies.map(({ id }) => id);

/** Counts from now on which acts were written in company and which were left to be done alone. */
function watch(app = world.app): () => Promise<{ together: number; alone: number }> {
  const spy = jest.spyOn(app.get(PlainActs), 'perform');
  return async () => {
    const found = await Promise.all(spy.mock.results.map(({ value }) => value as Promise<object | null>));
    const together = found.filter((answer) => answer !== null).length;
    return { together, alone: found.length - together };
  };
}

let letGo = async (): Promise<void> => undefined;
/** Somebody else holds rows until told to let go. */
async function hold(sql: string, ...values: unknown[]): Promise<void> {
  const client = await world.app.db.connect();
  letGo = async () => {
    letGo = async () => undefined;
    await client.query('rollback');
    client.release();
  };
  await client.query('begin');
  expect((await client.query(sql, values)).rowCount).toBeGreaterThan(0);
}

describe('the fast way and the slow way', () => {
  let people: Record<string, Person>;
  let documents: string[];
  beforeAll(async () => {
    const { id: at, clerks } = school(0);
    const leader = await aPerson(world.app, [[at, 'leader']]);
    const standIn = await aPerson(world.app, [[at, 'member']]);
    const member = await aPerson(world.app, [[at, 'member']]);
    people = { clerk: clerks[0], other: clerks[1], leader, standIn, member, stranger: school(1).clerks[0] };
    const endsAt = new Date(A_MONDAY.getTime() + 86_400_000).toISOString();
    const delegation = { postId: leader.postIds[0], receiverId: standIn.id, endsAt, reason: 'Nghỉ phép' };
    await act(world, leader, 'delegations', delegation);
    documents = await crowds.issuedDocuments(world, 60, { unitId: at });
    const file = await crowds.upload(world, world.boss, 'Kế hoạch.pdf', Buffer.from('%PDF-1.7 kế hoạch'));
    const [{ id }] = (file.json as unknown as { items: [{ id: string }] }).items;
    await world.app.db.query(
      `insert into outgoing_attachment (document_id, attachment_id, position) select unnest($1::uuid[]), $2, 1`,
      [documents.filter((_, i) => i % 4 > 1), id],
    );
    for (const document of documents) await act(world, world.boss, `outgoing-documents/${document}/dispatches`);
  });

  const CHANCE =
    /"(id|documentId|symbol|subject|requestId|instance|deliveredAt|openBy|acknowledgeBy|finishBy)":"[^"]*"/g;
  const BY_CHANCE = ['id', 'document_id', 'delivery_id', 'dispatch_id', 'copy_id', 'seq', 'leaf', 'hash', 'xact'];
  const BY_ARRIVAL = ['delivered_at', 'open_by', 'acknowledge_by', 'finish_by'];
  const without = (row: object, names: readonly string[]) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

  /** All that acts answer and leave behind, but for what is drawn by chance. */
  async function told(documentId: string, acts: readonly (readonly [string, string, object])[]): Promise<unknown> {
    const [row] = await rowsOf<{ id: string }>('select id from delivery where document_id = $1', documentId);
    const id = row?.id ?? '';
    const answers: string[] = [];
    for (const [who, name, body] of acts) {
      const { status, text } = await act(
        { ...world, app: second },
        people[who]!,
        `incoming-documents/${id}/${name}`,
        body,
      );
      answers.push(`${status} ${text.replaceAll(CHANCE, '"$1":""')}`);
    }
    const receipts = await rowsOf<{ id: string; implied_by: string | null }>(
      'select * from receipt where delivery_id = $1 order by seq',
      id,
    );
    const place = new Map<string | null, number>(receipts.map((receipt, i) => [receipt.id, i]));
    return {
      answers,
      rows: (await rowsOf('select * from delivery where id = $1', id)).map((d) =>
        without(d, [...BY_CHANCE, ...BY_ARRIVAL]),
      ),
      receipts: receipts.map((r) => ({ ...without(r, BY_CHANCE), implied_by: place.get(r.implied_by) })),
    };
  }

  it('leave the same rows, receipts and answers, whoever does what in whatever order', async () => {
    const refusal = { code: 'not_competent', text: 'Không thuộc thẩm quyền' };
    const acts = fc.array(
      fc.tuple(
        fc.constantFrom('clerk', 'other', 'leader', 'standIn', 'member', 'stranger'),
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom('opening', 'acknowledgement').map((name) => [name, {}] as const) },
          { weight: 1, arbitrary: fc.constantFrom(['refusal', refusal] as const, ['reconsideration', {}] as const) },
        ),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const found = { together: 0, alone: 0 };
    const pairs = documents.flatMap((id, i) => (i % 2 === 0 ? [[id, documents[i + 1] ?? ''] as const] : []));
    for (const [i, drawn] of fc.sample(acts, pairs.length).entries()) {
      const [fast, slow] = pairs[i]!;
      const steps = drawn.map(([who, [name, body]]) => [who, name, body] as const);
      const count = watch(second);
      const together = await told(fast, steps);
      found.together += (await count()).together;
      found.alone += (await count()).alone;
      jest.spyOn(second.get(PlainActs), 'perform').mockResolvedValue(null);
      expect(together).toEqual(await told(slow, steps));
      jest.restoreAllMocks();
    }
    const byDelegation = await rowsOf(`select from receipt where fact = 'acknowledged' and delegation_id is not null`);
    expect(byDelegation.length).toBeGreaterThan(0);
    expect(found.together).toBeGreaterThan(10);
    expect(found.alone).toBeGreaterThan(10);
  });
});

describe('two hundred acknowledgements in two processes', () => {
  it('are each written once, and nobody waits in a ring', async () => {
    const copies = await crowds.copiesAtSchools(world, 10);
    expect(copies).toHaveLength(200);
    const deadlocks = () => rowsOf(`select deadlocks from pg_stat_database where datname = current_database()`);
    const before = await deadlocks();
    const [here, there] = [watch(), watch(second)];
    const pairs = await Promise.all(
      copies.map((copy) => Promise.all([acknowledge(copy, 0), acknowledge(copy, 1, second)])),
    );
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': 200 });
    expect(await factsOf(idsOf(copies))).toEqual({ opened: 200, acknowledged: 200 });
    expect(await deadlocks()).toEqual(before);
    expect((await here()).together + (await there()).together).toBeGreaterThan(100);
  });
});

describe('two clerks of one school', () => {
  it('acknowledge in one batch: one does it, the other hears when it was done', async () => {
    const copies = await crowds.copiesAtSchools(world, 2);
    const pairs = await Promise.all(copies.map((copy) => Promise.all([acknowledge(copy, 0), acknowledge(copy, 1)])));
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': copies.length });
    expect(pairs.filter(([a, b]) => a.json?.['acknowledgedAt'] !== b.json?.['acknowledgedAt'])).toEqual([]);
    expect(await factsOf(idsOf(copies))).toEqual({ opened: copies.length, acknowledged: copies.length });
  });
});

describe('a batch', () => {
  it('with one that cannot be written is written without it', async () => {
    const copies = await crowds.copiesAtSchools(world, 1);
    const acts = world.app.get(PlainActs);
    const perform = ({ id, school: { id: unitId, clerks } }: Copy, name: string) => {
      const post = {
        id: clerks[0].postIds[0] ?? '',
        unitId,
        role: 'clerk',
        title: 'Văn thư',
        delegation: null,
      } as const;
      return acts.perform(new Principal(clerks[0].id, name, '', [post], '127.0.0.1'), id, 'acknowledge');
    };
    // PostgreSQL stores no NUL: the statement of the whole batch fails.
    const answers = await Promise.all(copies.map((copy, i) => perform(copy, i === 9 ? 'Văn\0thư' : 'Văn thư')));
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(1);
    const again = await Promise.all(copies.map((copy) => acknowledge(copy)));
    const expected = answers.map((answer) => (answer === null ? '201' : '200'));
    expect(tally(again.map(({ status }) => String(status)))).toEqual(tally(expected));
    expect(await factsOf(idsOf(copies))).toEqual({ opened: 20, acknowledged: 20 });
  });

  it.each([
    ['a delivery', 'select from delivery where id = $1 for update', 'id'],
    ['the chain of a unit', 'select from receipt_chain where unit_id = $1 for update', 'unit'],
  ] as const)('does not wait for %s that somebody else holds', async (_, sql, what) => {
    const [busy, ...others] = await crowds.copiesAtSchools(world, 1);
    await hold(sql, what === 'id' ? busy!.id : busy!.school.id);
    let isAnswered = false;
    const late = acknowledge(busy!, 0, second).finally(() => (isAnswered = true));
    const answers = await Promise.all(others.map((copy) => acknowledge(copy, 0, second)));
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ 201: others.length });
    expect(isAnswered).toBe(false);
    await letGo();
    expect((await late).status).toBe(201);
  });

  it.each(['opening', 'acknowledgement'])(
    'leaves a copy alone that was taken back after it was read: %s',
    async (name) => {
      const [document] = await crowds.issuedDocuments(world, 1, { unitId: school(2).id });
      await act(world, world.boss, `outgoing-documents/${document}/dispatches`);
      const [copy] = await rowsOf<{ id: string }>('select id from delivery where document_id = $1', document);
      const reader = world.app.get(CopiesReader);
      const read = reader.byIds.bind(reader);
      jest.spyOn(reader, 'byIds').mockImplementationOnce(async (ids) => {
        const rows = await read(ids);
        const reason = 'Ban hành nhầm, thu hồi toàn bộ';
        expect((await act(world, world.boss, `outgoing-documents/${document}/revocation`, { reason })).status).toBe(
          201,
        );
        return rows;
      });
      const answer = await does(school(2).clerks[0], copy!.id, name);
      expect([answer.status, answer.code]).toEqual([409, 'incoming.wrong-state']);
      expect(await factsOf([copy!.id])).toEqual({ withdrawn: 1 });
    },
  );
});

describe('a database that goes away in the middle', () => {
  it('is answered 503, and asking again says what became of it', async () => {
    const [copy] = await crowds.copiesAtSchools(world, 1);
    await hold('select from unit where id = $1 for update', copy!.school.id);
    const answer = acknowledge(copy!);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%take_delivery_steps%' and wait_event_type = 'Lock'`;
    for (let cuts = 0; cuts === 0;) cuts = (await rowsOf(cut)).length;
    expect((await answer).status).toBe(503);
    await letGo();
    expect((await acknowledge(copy!)).status).toBe(201);
    expect(await factsOf([copy!.id])).toEqual({ opened: 1, acknowledged: 1 });
  });
});
