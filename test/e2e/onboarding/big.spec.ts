import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aRoot, Desk, type Root } from '../imports/world.ts';

type Ask = (this: pg.Client, ...rest: unknown[]) => unknown;

/** FULL=1: as many as the largest province would bring. */
const ROWS = process.env['FULL'] ? 10_000 : 1000;
const LIST = 2000;
const MB = 1024 * 1024;

let app: TestApp;
let top: Root;
let office: Root;
let asked = 0;
const { prototype } = pg.Client as unknown as { prototype: { query: Ask } };
const { query } = prototype;

beforeAll(async () => {
  app = await startTestApp();
  prototype.query = function counted(...rest) {
    asked++;
    return query.apply(this, rest);
  };
  top = await aRoot(app);
  office = await aRoot(app, top.id);
});
afterAll(async () => {
  prototype.query = query;
  await app.stop();
});

const numbers = Array.from({ length: ROWS }, (_, i) => i);
const code = (i: number): string => `${office.code}-${i}`;
const units = (): string =>
  [
    'Mã đơn vị,Mã cấp trên,Tên đơn vị,Loại',
    ...numbers.map((i) => `${code(i)},${office.code},Chi đoàn số ${i},Cơ quan`),
    '',
  ].join('\n');
const accounts = (): string =>
  [
    'Tên đăng nhập,Họ và tên,Mã đơn vị,Vai trò',
    ...numbers.map((i) => `vanthu.${code(i).toLowerCase()},Văn thư số ${i},${code(i)},Văn thư`),
    '',
  ].join('\n');

interface Cost {
  readonly queries: number;
  readonly grown: number;
}

/** Queries, and by how much the memory grew at its highest. */
async function costOf(what: string, work: () => Promise<unknown>): Promise<Cost> {
  asked = 0;
  const [before, began] = [process.memoryUsage().rss, performance.now()];
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
  await work();
  clearInterval(watch);
  const grown = highest - before;
  process.stdout.write(
    `${ROWS} ${what}: ${(performance.now() - began).toFixed()} ms, ${asked} queries, +${Math.round(grown / MB)} MB\n`,
  );
  return { queries: asked, grown };
}

/** Some twenty queries for each 500 rows, and little memory. */
function expectFlat({ queries, grown }: Cost): void {
  expect(queries).toBeLessThan(200 + ROWS / 10);
  expect(grown).toBeLessThan(300 * MB);
}

it('units, accounts, codes and bookings by the thousand cost a few queries for each batch', async () => {
  const desk = new Desk(app, office.admin);
  const as = api(app).as(office.admin);
  expectFlat(await costOf('units', () => desk.bring('units', units())));
  expectFlat(await costOf('accounts', () => desk.bring('accounts', accounts())));
  const { items } = (await as.get('/account-lists').expect(200)).body as { items: { id: string; accounts: number }[] };
  expect(items).toMatchObject([{ accounts: ROWS }]);
  const approve = () => api(app).as(top.admin).post(`/account-lists/${items[0]?.id}/approval`, {}).expect(201);
  expect((await costOf('approved', approve)).queries).toBeLessThan(30);

  let codes = 0;
  const issue = async (): Promise<void> => {
    for (let more = true; more;) {
      const { body } = await as.post('/activation-codes', { unitId: office.id }).expect(201);
      const answer = body as { items: object[]; more: boolean };
      codes += answer.items.length;
      more = answer.more;
    }
  };
  expectFlat(await costOf('codes', issue));
  expect(codes).toBe(ROWS);

  const week = { name: 'Tập huấn', place: 'Hội trường', firstDay: '2020-05-19', lastDay: '2020-05-22', capacity: 320 };
  const { id } = (await as.post('/training-weeks', week).expect(201)).body as { id: string };
  let booked = 0;
  // Everybody wants the same two mornings: most cannot have them.
  const wish = { wishedDays: ['2020-05-19', '2020-05-20'], wishedHalf: 'morning' };
  const book = async (): Promise<void> => {
    for (let from = 0; from < ROWS; from += LIST) {
      const rows = numbers
        .slice(from, from + LIST)
        .map((i) => ({ unitCode: code(i), traineeName: `Học viên ${i}`, ...wish }));
      const { body } = await as.post(`/training-weeks/${id}/booking-lists`, { rows }).expect(201);
      booked += (body as { booked: number }).booked;
    }
  };
  expectFlat(await costOf('bookings', book));
  expect(booked).toBe(ROWS);
}, 600_000);
