import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAIR_LIMIT } from '../../src/accounts/sign-in-limits.policy.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { Mail } from '../../src/platform/mail/mail.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';
import { type Service, startService } from '../support/service.ts';
import { ListeningPage } from './live/listening-page.ts';
import { startMailServer, type BadMailServer } from './mail-server.ts';
import { sharedServer } from '../support/shared-server.ts';

const PASSWORD = 'Cau-Ho-Do-Xua-7';
const MAILS = 40;
/** Runs once a night. */
const NIGHTLY = 'accounts.forget-sessions';

interface Answer {
  readonly status: number;
  readonly body: { readonly id?: string; readonly accessToken?: string };
  readonly requestId: string;
}

interface Asked {
  readonly token?: string;
  readonly body?: object;
  readonly key?: string;
}

/** On a connection of its own: connections are handed to the workers in turn. */
function ask(url: string, method: string, path: string, { token, body, key }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    };
    const request = http.request(`${url}${path}`, { method, agent: false, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        const requestId = String(response.headers['x-request-id']);
        resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : {}, requestId });
      });
    });
    request.once('error', reject).end(body && JSON.stringify(body));
  });
}

async function until<T>(look: () => T | Promise<T>): Promise<T & {}> {
  for (let i = 0; i < 600; i++) {
    const found = await look();
    if (found) return found;
    await sleep(50);
  }
  throw new Error('it did not happen');
}

const linesOf = (service: Service) => service.log.map((line) => JSON.parse(line) as Record<string, unknown>);

/** Which workers gave these answers. */
async function workersOf(service: Service, answers: readonly Answer[]): Promise<Set<unknown>> {
  const of = ({ requestId }: Answer) =>
    until(() => linesOf(service).find(({ reqId, msg }) => reqId === requestId && msg === 'request')?.['worker']);
  return new Set(await Promise.all(answers.map(of)));
}

async function stopped(service: Service): Promise<number | null> {
  if (service.process.exitCode !== null) return service.process.exitCode;
  service.process.kill('SIGTERM');
  const [code] = (await once(service.process, 'exit')) as [number | null];
  return code;
}

describe('two processes on one database', () => {
  let app: TestApp;
  let mails: BadMailServer;
  let service: Service;
  let person: Person;

  const signIn = (password = PASSWORD, username = person.username) =>
    ask(service.url, 'POST', '/api/v1/sessions', { body: { username, password } });
  const both = async (method: string, path: string, asked: Asked = {}): Promise<number[]> => {
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await ask(service.url, method, path, asked));
    expect(await workersOf(service, answers)).toEqual(new Set([1, 2]));
    return answers.map(({ status }) => status);
  };

  beforeAll(async () => {
    app = await startTestApp({ clock: new MovableClock(new Date()) });
    mails = await startMailServer();
    const unit = await aUnit(app);
    person = await aPerson(app, [[unit.id, 'clerk']], { password: PASSWORD });
    // Its last night is to be made up for.
    await app.db.query(
      `insert into graphile_worker._private_known_crontabs (identifier, known_since) values ($1, now() - interval '2 days')`,
      [NIGHTLY],
    );
    await queueMails();
    service = await startService(app.dataDir, {
      WORKERS: '2',
      SMTP_URL: mails.url,
      DATABASE_URL: app.database.access.url,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      DATABASE_POOL: '6',
      JOBS_CONCURRENCY: '2',
      MIN_FREE_DISK_MB: '0',
      LOG_LEVEL: 'debug',
    });
  });
  afterAll(async () => {
    if (service) await stopped(service);
    await mails?.close();
    await app?.stop();
  });

  const queueMails = () =>
    app.get(UnitOfWork).run((tx) =>
      app.get(Mail).queue(
        tx,
        Array.from({ length: MAILS }, (_, i) => ({
          purpose: 'test.workers',
          purposeKey: String(i),
          recipient: { name: 'Văn thư', address: `vanthu${i}@tinhdoan.vn` },
          subject: `Thông báo ${i}`,
          text: 'Kính gửi đồng chí',
          html: null,
          attachmentIds: [],
        })),
      ),
    );

  it('answer in turn, and their log says which of them it was', async () => {
    expect(await both('GET', '/health/ready')).toEqual([200, 200, 200, 200]);
  });

  it('send each mail once', async () => {
    await until(() => mails.taken.length >= MAILS);
    const { rows } = await until(async () => {
      const found = await app.db.query(`select from graphile_worker.jobs where task_identifier like 'mail.send%'`);
      return found.rowCount === 0 ? found : null;
    });
    expect(rows).toEqual([]);
    const ids = mails.taken.map(({ text }) => /^message-id: (.*)$/im.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(MAILS);
    expect(ids).toHaveLength(MAILS);
  });

  it('run recurring work once', async () => {
    const runs = () => linesOf(service).filter(({ msg, task }) => msg === 'job done' && task === NIGHTLY);
    await until(() => runs().length > 0);
    const { rows } = await app.db.query(`select from graphile_worker.jobs where task_identifier = $1`, [NIGHTLY]);
    expect(rows).toEqual([]);
    expect(runs()).toHaveLength(1);
  });

  it('share sessions, and their end', async () => {
    const { status, body } = await signIn();
    expect(status).toBe(201);
    const token = { token: String(body.accessToken) };
    expect(await both('GET', '/api/v1/sessions/current', token)).toEqual([200, 200, 200, 200]);
    expect((await ask(service.url, 'DELETE', '/api/v1/sessions/current', token)).status).toBe(204);
    expect(await both('GET', '/api/v1/sessions/current', token)).toEqual([401, 401, 401, 401]);
  });

  it('do once what is asked of both with one Idempotency-Key', async () => {
    const { body } = await signIn();
    const name = 'Nhóm của hai tiến trình';
    const press = () =>
      ask(service.url, 'POST', '/api/v1/groups', { token: String(body.accessToken), body: { name }, key: 'hai-lan' });
    const answers = await Promise.all(Array.from({ length: 6 }, press));
    expect(await workersOf(service, answers)).toEqual(new Set([1, 2]));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('tell their pages what was done at either', async () => {
    const { body } = await signIn();
    const token = String(body.accessToken);
    const pages = [];
    for (let i = 0; i < 4; i++) pages.push(await ListeningPage.open(service.url, token));
    await Promise.all(pages.map((page) => page.next('ready')));
    for (const subject of ['Về việc thứ nhất', 'Về việc thứ hai']) {
      const entered = { origin: 'paper', authorName: 'UBND phường', subject };
      const answer = await ask(service.url, 'POST', '/api/v1/incoming-documents', { token, body: entered });
      expect(answer.status).toBe(201);
      await Promise.all(pages.map((page) => page.next('incoming')));
    }
    // Their session ends, which both find out when there is something to tell.
    expect((await ask(service.url, 'DELETE', '/api/v1/sessions/current', { token })).status).toBe(204);
    const { body: again } = await signIn();
    const last = { origin: 'paper', authorName: 'UBND phường', subject: 'Về việc thứ ba' };
    await ask(service.url, 'POST', '/api/v1/incoming-documents', { token: String(again.accessToken), body: last });
    await Promise.all(pages.map((page) => page.over()));
    const answers = pages.map(({ headers }) => ({ status: 200, body: {}, requestId: String(headers['x-request-id']) }));
    expect(await workersOf(service, answers)).toEqual(new Set([1, 2]));
  });

  it('count wrong passwords together', async () => {
    const answers: Answer[] = [];
    for (let i = 0; i < PAIR_LIMIT.tries + 3; i++) answers.push(await signIn('sai mat khau', 'khong.co.ai'));
    expect(await workersOf(service, answers)).toEqual(new Set([1, 2]));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(PAIR_LIMIT.tries);
    expect(answers.slice(PAIR_LIMIT.tries).map(({ status }) => status)).toEqual([429, 429, 429]);
  });

  it('let the right password through in several windows at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn()));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  });
});

describe('the parent of several processes', () => {
  let service: Service;
  let dataDir: string;

  const workers = () =>
    new Map(
      linesOf(service)
        .filter(({ msg }) => msg === 'worker ready')
        .map(({ worker, pid }) => [Number(worker), Number(pid)]),
    );
  const postmaster = async (): Promise<number> =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(sharedServer().folder, 'workers-'));
    // PostgreSQL refuses to run as root: its own account must come through.
    await chmod(dataDir, 0o711);
    service = await startService(dataDir, { WORKERS: '2', SMTP_URL: 'smtp://127.0.0.1:9', MIN_FREE_DISK_MB: '0' });
  });
  afterAll(async () => {
    if (service) await stopped(service);
    await rm(dataDir, { recursive: true, force: true });
  });

  it('starts a killed one again, while the other goes on and the embedded PostgreSQL stays', async () => {
    const before = await postmaster();
    // Ready is said when one of them is.
    await until(() => workers().size === 2);
    const killed = workers().get(1) as number;
    process.kill(killed, 'SIGKILL');
    await until(() =>
      linesOf(service).some(({ msg, worker }) => /ended unexpectedly/.test(String(msg)) && worker === 1),
    );
    expect((await ask(service.url, 'GET', '/health/ready')).status).toBe(200);
    await until(() => workers().get(1) !== killed);
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await ask(service.url, 'GET', '/health/ready'));
    expect(await workersOf(service, answers)).toEqual(new Set([1, 2]));
    expect(await postmaster()).toBe(before);
  });

  it('lets all of them finish, and takes PostgreSQL with it', async () => {
    const signIn = (i: number) =>
      ask(service.url, 'POST', '/api/v1/sessions', {
        body: { username: `khong.co.${i}`, password: 'mat khau nao do' },
      });
    const inFlight = Promise.all(
      Array.from({ length: 8 }, (_, i) => signIn(i).catch((error: NodeJS.ErrnoException) => error.code)),
    );
    await until(() =>
      linesOf(service).some(({ msg, route }) => msg === 'request' && String(route).includes('sessions')),
    );
    expect(await stopped(service)).toBe(0);
    const answers = (await inFlight).map((answer) => (typeof answer === 'object' ? answer.status : answer));
    expect(answers).toContain(401);
    expect(
      linesOf(service)
        .filter(({ msg, worker }) => msg === 'stopped' && worker)
        .map(({ worker }) => worker),
    ).toHaveLength(2);
    await expect(postmaster()).rejects.toThrow('ENOENT');
  });
});
