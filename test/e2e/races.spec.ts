import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contradictions } from './bad-input/aftermath.ts';
import * as crowds from './bad-input/crowd.ts';
import { act, inBatches, statuses, tally, type Copy, type Crowd } from './bad-input/crowd.ts';
import { sendJson, sent, type Answer } from './bad-input/wire.ts';

/** Two requests each: as many as the pool has connections. */
const PAIRS_AT_ONCE = 8;

let world: Crowd;

beforeAll(async () => {
  world = await crowds.aCrowd(50);
});
afterAll(async () => {
  process.stdout.write(`races: ${sent.count} requests\n`);
  await world.stop();
});

const rowsOf = <T extends object>(sql: string, ids: readonly string[]): Promise<T[]> =>
  crowds.rowsOf<T>(world, sql, [ids]);
const countRows = (sql: string, ids: readonly string[]): Promise<number> => crowds.countRows(world, sql, [ids]);
const idsOf = (copies: readonly Copy[]): string[] => copies.map(({ id }) => id);
const field = (answer: Answer | undefined, name: string): unknown => answer?.json?.[name];
const wait = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

/** Both clerks of each copy's school do it at the same moment. */
const byBoth = (copies: readonly Copy[], name: string): Promise<Answer[][]> =>
  inBatches(copies, PAIRS_AT_ONCE, ({ id, school }) =>
    Promise.all(school.clerks.map((clerk) => act(world, clerk, `incoming-documents/${id}/${name}`))),
  );

describe('two hundred documents', () => {
  it('issued at once take the numbers 1 to 200 of one book', async () => {
    const ids = await crowds.documentsIn(world, 'approved', 200, 'all_units');
    const issue = (id: string) => crowds.untilTaken(() => act(world, world.boss, `outgoing-documents/${id}/issuance`));
    const answers = await Promise.all(ids.map(issue));
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ 201: 200 });
    const numbers = answers.map((answer) => Number(field(answer, 'number'))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(await countRows('select distinct book_id from outgoing_document where id = any($1)', ids)).toBe(1);
    expect(new Set(answers.map((answer) => field(answer, 'symbol'))).size).toBe(200);
  });
});

describe('two clerks of one school', () => {
  let copies: Copy[];
  beforeAll(async () => {
    copies = await crowds.copiesAtSchools(world, 20);
  });

  it('open at the same moment: each opening counts, the first one is the time', async () => {
    const opened = copies.slice(0, 100);
    expect(tally((await byBoth(opened, 'opening')).map(statuses))).toEqual({ '201 201': 100 });
    const receipts = `select from receipt where fact = 'opened' and delivery_id = any($1)`;
    expect(await countRows(receipts, idsOf(opened))).toBe(200);
    const first = `select min(at) from receipt where fact = 'opened' and delivery_id = v.id`;
    expect(
      await countRows(`select from delivery v where id = any($1) and opened_at <> (${first})`, idsOf(opened)),
    ).toBe(0);
  });

  it('acknowledge at the same moment, a thousand times: one does it, the other hears when it was done', async () => {
    expect(copies).toHaveLength(1000);
    const started = performance.now();
    const pairs = await byBoth(copies, 'acknowledgement');
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': 1000 });
    const told = new Map(pairs.map(([a]) => [field(a, 'id'), field(a, 'acknowledgedAt')]));
    expect(
      pairs.filter(([a, b]) => !told.get(field(b, 'id')) || field(a, 'acknowledgedAt') !== field(b, 'acknowledgedAt')),
    ).toEqual([]);
    const receipts = await rowsOf<{ id: string; at: Date }>(
      `select delivery_id as id, at from receipt where fact = 'acknowledged' and delivery_id = any($1)`,
      idsOf(copies),
    );
    expect(receipts).toHaveLength(1000);
    expect(receipts.filter(({ id, at }) => told.get(id) !== at.toISOString())).toEqual([]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('register at the same moment: one number each', async () => {
    const registered = copies.slice(0, 200);
    const pairs = await byBoth(registered, 'registration');
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': 200 });
    expect(pairs.filter(([a, b]) => field(a, 'arrivalNumber') !== field(b, 'arrivalNumber'))).toEqual([]);
    expect(await countRows('select from book_number where holder_id = any($1)', idsOf(registered))).toBe(200);
  });
});

describe('the sender and a receiver', () => {
  const STATE = `select state, (select string_agg(fact, ' ') from receipt
    where delivery_id = v.id and fact in (v.state, 'withdrawn')) as facts from delivery v where id = any($1)`;

  it.each([
    ['acknowledge', 'acknowledgement', 'acknowledged', 200],
    ['open', 'opening', 'opened', 100],
  ] as const)(
    'revoke and %s an unopened copy at the same moment: one of them has it',
    async (_, name, state, count) => {
      const school = world.schools[1]!;
      const documents = await crowds.issuedDocuments(world, count, { unitId: school.id });
      await inBatches(documents, 16, (id) => act(world, world.boss, `outgoing-documents/${id}/dispatches`));
      const copies = await rowsOf<{ id: string; document: string }>(
        `select id, document_id as document from delivery where document_id = any($1)`,
        documents,
      );
      expect(copies).toHaveLength(count);
      const race = async ({ id, document }: { id: string; document: string }): Promise<string> => {
        // The revocation has more to do before it comes to the copy: it gets a start of 0 to 15 ms.
        const receive = async () => {
          await wait(Number.parseInt(id.slice(0, 1), 16));
          return act(world, school.clerks[0], `incoming-documents/${id}/${name}`);
        };
        const reason = 'Ban hành nhầm, thu hồi toàn bộ';
        const revoke = () => act(world, world.boss, `outgoing-documents/${document}/revocation`, { reason });
        const [received, revoked] = await Promise.all([receive(), revoke()]);
        const [row] = await rowsOf<{ state: string; facts: string }>(STATE, [id]);
        return `${received.status} ${received.code} · ${revoked.status} · ${row?.state} · ${row?.facts}`;
      };
      const {
        [`201 null · 201 · ${state} · ${state}`]: receiver = 0,
        '409 incoming.wrong-state · 201 · withdrawn · withdrawn': sender = 0,
        ...others
      } = tally(await inBatches(copies, PAIRS_AT_ONCE, race));
      expect(others).toEqual({});
      expect(receiver + sender).toBe(count);
      process.stdout.write(`the receiver came first ${receiver} times, the sender ${sender} times\n`);
    },
  );
});

describe('two people of the office', () => {
  const byBothOf = (ids: readonly string[], path: string): Promise<Answer[][]> =>
    inBatches(ids, PAIRS_AT_ONCE, (id) =>
      Promise.all([world.boss, world.deputy].map((person) => act(world, person, `outgoing-documents/${id}/${path}`))),
    );

  it('approve at the same moment: once', async () => {
    const ids = await crowds.documentsIn(world, 'submitted', 50, 'all_units');
    expect(tally((await byBothOf(ids, 'approval')).map(statuses))).toEqual({ '200 201': 50 });
    expect(await countRows(`select from outgoing_step where act = 'approve' and document_id = any($1)`, ids)).toBe(50);
  });

  it('change the same version: one is saved, the other is told', async () => {
    const ids = await crowds.documentsIn(world, 'draft', 50, 'all_units');
    const change = (id: string, as: Crowd['boss']) => {
      const headers = { 'if-match': '"1"' };
      const body = JSON.stringify({ subject: as.displayName });
      return sendJson(world.app, { method: 'PATCH', path: `/api/v1/outgoing-documents/${id}`, as, headers, body });
    };
    const pairs = await inBatches(ids, PAIRS_AT_ONCE, (id) =>
      Promise.all([world.boss, world.deputy].map((as) => change(id, as))),
    );
    expect(tally(pairs.map(statuses))).toEqual({ '200 412': 50 });
    const saved = await rowsOf<{ line: string }>(
      `select id || ' ' || subject as line from outgoing_document where id = any($1) and version = 2`,
      ids,
    );
    const told = pairs
      .flat()
      .filter(({ status }) => status === 200)
      .map((answer) => `${String(field(answer, 'id'))} ${String(field(answer, 'subject'))}`);
    expect(saved.map(({ line }) => line).toSorted()).toEqual(told.toSorted());
  });

  it('send the same document without a key: once', async () => {
    const ids = await crowds.issuedDocuments(world, 25, { unitId: world.schools[2]!.id });
    const pairs = await byBothOf(ids, 'dispatches');
    const said = pairs.map((pair) => `${statuses(pair)} ${pair.map(({ code }) => code ?? '').join('')}`);
    expect(tally(said)).toEqual({ '201 409 outgoing.nobody-new': 25 });
    expect(await countRows('select from dispatch where document_id = any($1)', ids)).toBe(25);
    expect(await countRows('select from delivery where document_id = any($1)', ids)).toBe(25);
  });
});

describe('twenty people', () => {
  it('upload the same file at once: its bytes are kept once', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'giống nhau ')]);
    const people = Array.from({ length: 20 }, (_, i) => (i % 2 ? world.boss : world.deputy));
    const answers = await Promise.all(people.map((person) => crowds.upload(world, person, 'Kế hoạch.pdf', bytes)));
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ 201: 20 });
    expect(await countRows('select from attachment where $1::uuid[] is not null', [])).toBe(20);
    expect(await countRows('select from blob where $1::uuid[] is not null', [])).toBe(1);
    const files = await readdir(world.app.dataDir, { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile() && !file.name.endsWith('.secret'))).toHaveLength(1);
  });
});

// Last: over everything that the races above have left.
describe('afterwards', () => {
  it('chains are whole, books have no gap, and every delivery is in the state its receipts prove', async () => {
    expect(await contradictions(world)).toEqual([]);
    expect(await crowds.countRows(world, 'select from receipt')).toBeGreaterThan(2000);
  });
});
