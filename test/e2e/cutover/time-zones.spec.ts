import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { aWorld, type World } from './world.ts';

const WORKER = fileURLToPath(new URL('../../../dist/src/rehearsal/worker.js', import.meta.url));
const LAST_MOMENT = '2020-05-31T23:59:59.999+07:00';
/** The same instant as four hosts, in four zones, have it in their settings. */
const HOSTS = [
  { zone: 'Asia/Ho_Chi_Minh', cutover: '2020-06-01T00:00:00+07:00' },
  { zone: 'UTC', cutover: '2020-05-31T17:00:00Z' },
  { zone: 'Pacific/Kiritimati', cutover: '2020-06-01T07:00:00+14:00' },
  { zone: 'Pacific/Pago_Pago', cutover: '2020-05-31T06:00:00-11:00' },
];

let server: BadMailServer;
let world: World;
beforeAll(async () => {
  server = await startMailServer();
  world = await aWorld(1, { SMTP_URL: server.url });
});
afterAll(async () => {
  await world.app.stop();
  await server.close();
});

const ADDRESS = 'ranhgioi@example.vn';
const copies = (): number =>
  server.taken.filter(({ commands }) => commands.some((command) => command.includes(`<${ADDRESS}>`))).length;

/** A process whose machine stands in that zone does what is due at that instant. */
async function workAt(zone: string, cutover: string, instant: string): Promise<void> {
  const { access } = world.app.database;
  const child = spawn(process.execPath, [WORKER], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      TZ: zone,
      CUTOVER_AT: cutover,
      REHEARSAL_AT: instant,
      DATABASE_URL: access.url,
      DATA_DIR: world.app.dataDir,
      SMTP_URL: server.url,
      PUBLIC_URL: 'http://gnvb.test',
      JWT_SECRET: 'only for tests: forty bytes of no secret',
      LOG_LEVEL: 'silent',
      PREVIEWS: 'off',
      MIN_FREE_DISK_MB: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
}

/** Eight processes start one after the other. */
const LONGEST_MS = 300_000;

it(
  'sends to an old inbox in the last thousandth of a second and never from the instant on, whatever zone the host is in',
  async () => {
    const [unit] = world.org.units;
    if (!unit) throw new Error('no unit');
    const { id } = await world.inbox(unit, ADDRESS);
    await world.act(id, 'dual-run').expect(201);
    world.at(LAST_MOMENT);
    for (const { zone, cutover } of HOSTS) {
      server.taken.length = 0;
      await world.send([unit]);
      await workAt(zone, cutover, LAST_MOMENT);
      expect([zone, copies()]).toEqual([zone, 1]);
      // Dispatched in time, but its turn comes a thousandth of a second later.
      await world.send([unit]);
      await workAt(zone, cutover, '2020-05-31T17:00:00.000Z');
      expect([zone, copies()]).toEqual([zone, 1]);
    }
  },
  LONGEST_MS,
);
