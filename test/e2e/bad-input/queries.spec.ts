import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../../support/api.ts';
import { apiContract, type KnownOperation } from '../../support/api-document.ts';
import type { Case } from './case.ts';
import { casesOf } from './cases.ts';
import { counter, difference, type Count } from './counts.ts';
import { hostileIds, hostileQueries, type HostileAddress } from './hostile-addresses.ts';
import { sample } from './sample.ts';
import { fault, send, sent, type Answer } from './wire.ts';
import { aDocument, anArrival, aWorld, deliveryOf, type World } from './world.ts';

const { operations } = apiContract();
const withQuery = operations.filter(({ operation }) =>
  operation.parameters?.some((parameter) => parameter.in === 'query'),
);
/** What is answered when nothing is wrong with the query: no provider is set up here, and a proof takes an import of old mails, which there is none of here. */
const OTHERWISE: Readonly<Record<string, number>> = { 'singleSignOn.begin': 404, 'mailProofs.differences': 404 };
const withId = operations.filter(({ path }) => path.includes('{'));

let world: World;
let cases: Readonly<Record<string, Case>>;
let count: Count;
/** Rows that are there, by the first words of their address. */
let rows: Readonly<Record<string, Readonly<Record<string, string>>>>;

beforeAll(async () => {
  world = await aWorld();
  cases = casesOf(world);
  const sentId = await aDocument(world, 'dispatches');
  const group = await cases['groups.change']!.ids();
  const webhook = await cases['webhooks.change']!.ids();
  rows = {
    'outgoing-documents': { id: sentId, deliveryId: await deliveryOf(world, sentId, world.schoolId) },
    'incoming-documents': { id: await anArrival(world) },
    units: { id: world.officeId },
    accounts: { id: world.boss.id, postId: world.boss.postIds[0] ?? '' },
    groups: { id: group['id'] ?? '' },
    webhooks: { id: webhook['id'] ?? '' },
    'calendar-versions': { id: (await cases['deadlineMoves.recalculate']!.ids())['id'] ?? '' },
    'training-weeks': { id: (await cases['trainingWeeks.change']!.ids())['id'] ?? '', name: 'diem-danh.xlsx' },
    imports: { id: await anImport(), name: 'units.csv' },
    'legacy-inboxes': { ...(await cases['legacyInboxes.change']!.ids()) },
  };
  await world.app.db.query(`update cutover_scoreboard set shown = true, names = true`);
  count = await counter(world.app);
});
afterAll(async () => {
  process.stdout.write(`addresses: ${sent.count} requests\n`);
  await world.stop();
});

const UNKNOWN = '0badcafe-0000-4000-8000-000000000000';

async function anImport(): Promise<string> {
  const file = Buffer.from('Mã đơn vị,Tên đơn vị,Loại\n');
  const upload = api(world.app).as(world.boss).post('/imports').field('kind', 'units').field('unitId', world.officeId);
  const { body } = await upload.attach('file', file, 'đơn vị.csv').expect(201);
  return (body as { id: string }).id;
}

/** The address with ids of rows that are there, where there are some. */
function addressOf(path: string, instead: Readonly<Record<string, string>> = {}): string {
  const known = rows[path.split('/')[3] ?? ''] ?? {};
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => instead[name] ?? known[name] ?? UNKNOWN);
}

async function ask({ id, method, operation }: KnownOperation, path: string): Promise<Answer> {
  const as = id.startsWith('incoming') ? world.head : world.boss;
  const takesIfMatch = operation.parameters?.some((parameter) => parameter.name === 'If-Match');
  const headers = {
    ...(takesIfMatch && { 'if-match': '"1"' }),
    ...(cases[id] && { 'content-type': 'application/json' }),
  };
  return send(world.app, { method, path, as, headers, ...(cases[id] && { body: JSON.stringify(cases[id].body()) }) });
}

/** What is wrong with the answers to all of them, if anything. */
async function tryAll(known: KnownOperation, addresses: Iterable<HostileAddress>): Promise<string[]> {
  const mistakes: string[] = [];
  const before = await count();
  for (const { what, path, expected } of sample(addresses, known.id)) {
    const answer = await ask(known, path);
    const wrong = fault({ method: known.method, path }, answer);
    const fits = expected.length === 0 || expected.includes(answer.status);
    if (wrong ?? !fits) mistakes.push(`${what} → ${answer.status} ${answer.code} ${wrong ?? ''}`);
  }
  const changed = difference(before, await count());
  return changed ? [...mistakes, `something came of it: ${changed}`] : mistakes;
}

describe('a hostile query', () => {
  it.each(withQuery.map((known) => [known.id, known] as const))('does not harm %s', async (_, known) => {
    expect(await tryAll(known, hostileQueries(known.operation, addressOf(known.path)))).toEqual([]);
    const isNeeded = known.operation.parameters?.some((p) => p.in === 'query' && p.required);
    expect((await ask(known, addressOf(known.path))).status).toBe(OTHERWISE[known.id] ?? (isNeeded ? 400 : 200));
  });
});

describe('a hostile identifier', () => {
  it.each(withId.map((known) => [known.id, known] as const))(
    'is refused by %s, and nothing comes of it',
    async (_, known) => {
      const names = [...known.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      for (const name of names) {
        const addresses = hostileIds((value) => addressOf(known.path, { [name]: value }), UNKNOWN);
        expect(await tryAll(known, addresses)).toEqual([]);
      }
    },
  );

  it('is found in capitals as well', async () => {
    const lower = await send(world.app, { method: 'GET', path: addressOf('/api/v1/units/{id}'), as: world.boss });
    const upper = await send(world.app, {
      method: 'GET',
      path: `/api/v1/units/${world.officeId.toUpperCase()}`,
      as: world.boss,
    });
    expect([upper.status, upper.text]).toEqual([200, lower.text]);
  });
});
