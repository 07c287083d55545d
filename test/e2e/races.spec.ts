import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { project } from '../../src/incoming/delivery.states.ts';
import type { Fact } from '../../src/receipts/fact.ts';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { act, aCrowd, documentsIn, inBatches, issuedDocuments, statuses, tally, untilTaken, upload, type Crowd, type School } from './bad-input/crowd.ts';
import { sendJson, sent, type Answer } from './bad-input/wire.ts';

const SCHOOLS = 50;
const LETTERS = 20;
/** Two requests each: as many as the pool has connections. */
const PAIRS_AT_ONCE = 8;

let world: Crowd;

beforeAll(async () => {
  world = await aCrowd(SCHOOLS);
});
afterAll(async () => {
  process.stdout.write(`races: ${sent.count} requests\n`);
  await world.stop();
});

const rowsOf = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => (await world.app.db.query(sql, values)).rows as T[];
const numberOf = async (sql: string, values: unknown[] = []): Promise<number> => Number((await rowsOf<{ n: string }>(`select (${sql}) as n`, values))[0]?.n);

interface Copy {
  readonly id: string;
  readonly school: School;
}

/** Letters of the office to every school. */
async function copiesAtSchools(letters: number): Promise<Copy[]> {
  const ids = await issuedDocuments(world, letters, 'all_units');
  for (const id of ids) expect((await act(world, world.boss, `outgoing-documents/${id}/dispatches`)).status).toBe(201);
  const rows = await rowsOf<{ id: string; unit: string }>(`select id, unit_id as unit from delivery where document_id = any($1) order by document_id, unit_id`, [ids]);
  const schools = new Map(world.schools.map((school) => [school.id, school]));
  return rows.flatMap(({ id, unit }) => ({ id, school: schools.get(unit) })).filter((copy): copy is Copy => copy.school !== undefined);
}

/** Both clerks of each copy's school do it at the same moment. */
const both = (copies: readonly Copy[], name: string): Promise<Answer[][]> =>
  inBatches(copies, PAIRS_AT_ONCE, ({ id, school }) => Promise.all(school.clerks.map((clerk) => act(world, clerk, `incoming-documents/${id}/${name}`))));

describe('numbers', () => {
  it('two hundred documents issued at once take 1 to 200 of one book', async () => {
    const { id: schoolId } = world.schools[0]!;
    const ids = await documentsIn(world, 'approved', 200, { unitId: schoolId });
    const answers = await Promise.all(ids.map((id) => untilTaken(() => act(world, world.boss, `outgoing-documents/${id}/issuance`))));
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ 201: 200 });
    const numbers = answers.map(({ json }) => Number(json?.['number'])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(await numberOf(`select count(distinct book_id) from outgoing_document where id = any($1)`, [ids])).toBe(1);
    expect(new Set(answers.map(({ json }) => json?.['symbol'])).size).toBe(200);
  });
});

describe('two clerks of one school', () => {
  let copies: Copy[];
  beforeAll(async () => {
    copies = await copiesAtSchools(LETTERS);
  });

  it('open at the same moment: each opening counts, the first one is the time', async () => {
    const pairs = await both(copies.slice(0, 100), 'opening');
    expect(tally(pairs.map(statuses))).toEqual({ '201 201': 100 });
    const ids = copies.slice(0, 100).map(({ id }) => id);
    expect(await numberOf(`select count(*) from receipt where fact = 'opened' and delivery_id = any($1)`, [ids])).toBe(200);
    expect(await rowsOf(`select id from delivery v where id = any($1) and opened_at <> (select min(at) from receipt where fact = 'opened' and delivery_id = v.id)`, [ids])).toEqual([]);
  });

  it('acknowledge at the same moment, a thousand times: one does it, the other hears when it was done', async () => {
    expect(copies).toHaveLength(1000);
    const started = performance.now();
    const pairs = await both(copies, 'acknowledgement');
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': 1000 });
    expect(pairs.filter(([a, b]) => !a?.json?.['acknowledgedAt'] || a.json['acknowledgedAt'] !== b?.json?.['acknowledgedAt'])).toEqual([]);
    const ids = copies.map(({ id }) => id);
    const told = new Map(pairs.map(([a]) => [String(a?.json?.['id']), String(a?.json?.['acknowledgedAt'])]));
    const receipts = await rowsOf<{ id: string; at: Date }>(`select delivery_id as id, at from receipt where fact = 'acknowledged' and delivery_id = any($1)`, [ids]);
    expect(receipts).toHaveLength(1000);
    expect(receipts.filter(({ id, at }) => told.get(id) !== at.toISOString())).toEqual([]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('register at the same moment: one number each, without a gap', async () => {
    const pairs = await both(copies.slice(0, 200), 'registration');
    expect(tally(pairs.map(statuses))).toEqual({ '200 201': 200 });
    expect(pairs.filter(([a, b]) => !a?.json?.['arrivalNumber'] || a.json['arrivalNumber'] !== b?.json?.['arrivalNumber'])).toEqual([]);
    expect(await numberOf(`select count(*) from book_number n join number_book b on b.id = n.book_id where b.direction = 'incoming'`)).toBe(200);
  });
});

describe('the sender and a receiver', () => {
  it('revoke and acknowledge an unopened copy at the same moment: one of them has it', async () => {
    const school = world.schools[1]!;
    const ids = await issuedDocuments(world, 200, { unitId: school.id });
    await inBatches(ids, 16, (id) => act(world, world.boss, `outgoing-documents/${id}/dispatches`));
    const copies = await rowsOf<{ id: string; document: string }>(`select id, document_id as document from delivery where document_id = any($1)`, [ids]);
    const outcomes = await inBatches(copies, PAIRS_AT_ONCE, async ({ id, document }) => {
      const acknowledge = () => act(world, school.clerks[0], `incoming-documents/${id}/acknowledgement`);
      const revoke = () => act(world, world.boss, `outgoing-documents/${document}/revocation`, { reason: 'Ban hành nhầm, thu hồi toàn bộ' });
      // The revocation has more to do before it comes to the copy: half of the receivers give it a start.
      const [acknowledged, revoked] = await Promise.all([Number(`0x${id[0]}`) < 8 ? acknowledge() : soon().then(acknowledge), revoke()]);
      const [row] = await rowsOf<{ state: string; facts: string }>(
        `select state, (select string_agg(fact, ' ' order by fact) from receipt where delivery_id = v.id and fact in ('acknowledged', 'withdrawn')) as facts from delivery v where id = $1`, [id]);
      return `${acknowledged.status} ${acknowledged.code ?? ''} ${revoked.status} ${row?.state} ${row?.facts}`;
    });
    const counts = tally(outcomes);
    expect(Object.keys(counts).toSorted()).toEqual(['201  201 acknowledged acknowledged', '409 incoming.wrong-state 201 withdrawn withdrawn']);
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  });
});

const soon = (): Promise<void> => new Promise((wake) => setTimeout(wake, 4));

describe('two people of the office', () => {
  const pairsOf = (ids: readonly string[], path: string) =>
    inBatches(ids, PAIRS_AT_ONCE, (id) => Promise.all([world.boss, world.deputy].map((person) => act(world, person, `outgoing-documents/${id}/${path}`))));

  it('approve at the same moment: once', async () => {
    const ids = await documentsIn(world, 'submitted', 50, 'all_units');
    expect(tally((await pairsOf(ids, 'approval')).map(statuses))).toEqual({ '200 201': 50 });
    expect(await numberOf(`select count(*) from outgoing_step where act = 'approve' and document_id = any($1)`, [ids])).toBe(50);
  });

  it('change the same version: one is saved, the other is told', async () => {
    const ids = await documentsIn(world, 'draft', 50, 'all_units');
    const pairs = await inBatches(ids, PAIRS_AT_ONCE, (id) =>
      Promise.all([world.boss, world.deputy].map((as) => sendJson(world.app, { method: 'PATCH', path: `/api/v1/outgoing-documents/${id}`, as, headers: { 'if-match': '"1"' }, body: `{"subject":"${as.displayName}"}` }))));
    expect(tally(pairs.map(statuses))).toEqual({ '200 412': 50 });
    const saved = new Map((await rowsOf<{ id: string; subject: string }>(`select id, subject from outgoing_document where id = any($1) and version = 2`, [ids])).map((row) => [row.id, row.subject]));
    expect(pairs.filter((pair, i) => pair.find(({ status }) => status === 200)?.json?.['subject'] !== saved.get(ids[i] ?? ''))).toEqual([]);
  });

  it('send the same document without a key: once', async () => {
    const ids = await issuedDocuments(world, 25, { unitId: world.schools[2]!.id });
    const pairs = await pairsOf(ids, 'dispatches');
    expect(tally(pairs.map((pair) => `${statuses(pair)} ${pair.map(({ code }) => code ?? '').join('')}`))).toEqual({ '201 409 outgoing.nobody-new': 25 });
    expect(await numberOf(`select count(*) from dispatch where document_id = any($1)`, [ids])).toBe(25);
    expect(await numberOf(`select count(*) from delivery where document_id = any($1)`, [ids])).toBe(25);
  });
});

describe('twenty people', () => {
  it('upload the same file at once: its bytes are kept once', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'giống nhau ')]);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => upload(world, i % 2 ? world.boss : world.deputy, 'Kế hoạch.pdf', bytes)));
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ 201: 20 });
    expect([await numberOf('select count(*) from attachment'), await numberOf('select count(*) from blob')]).toEqual([20, 1]);
    const files = await readdir(join(world.app.dataDir), { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile() && !file.name.endsWith('.secret'))).toHaveLength(1);
  });
});

// Last: over everything that the races above have left.
describe('afterwards', () => {
  it('every chain is whole', async () => {

    const { receipts, faults } = await world.app.get(ChainVerifier).verifyAll();
    expect([faults, receipts]).toEqual([[], await numberOf('select count(*) from receipt')]);
    expect(receipts).toBeGreaterThan(2000);
  });

  it('no book has a gap or a number twice', async () => {
    const wrong = await rowsOf(`select b.id from number_book b left join book_number n on n.book_id = b.id group by b.id, b.first_number, b.last_number
      having count(distinct n.number) <> b.last_number - b.first_number + 1 or count(*) <> count(distinct n.holder_id) or min(n.number) <> b.first_number or max(n.number) <> b.last_number`);
    expect(wrong).toEqual([]);
    expect(await rowsOf(`select id from outgoing_document d where number is not null and not exists (select from book_number where book_id = d.book_id and number = d.number and holder_id = d.id)`)).toEqual([]);
  });

  it('every delivery is in the state its receipts prove', async () => {
    const rows = await rowsOf<{ state: string; facts: Fact[] }>(`select v.state, array_agg(r.fact) filter (where r.fact is not null) as facts from delivery v left join receipt r on r.delivery_id = v.id group by v.id`);
    expect(rows.filter(({ state, facts }) => project(facts ?? []) !== state)).toEqual([]);
  });
});
