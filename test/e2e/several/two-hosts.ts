import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PAIR_LIMIT } from '../../../src/accounts/sign-in-limits.policy.ts';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { Mail } from '../../../src/platform/mail/mail.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { until } from '../../support/peers/peer.ts';
import { aPerson, type Person } from '../../support/people.ts';
import { type Service, startService } from '../../support/service.ts';
import { startMailServer, type BadMailServer } from '../mail-server.ts';

export const SECRET = 'only for tests: forty bytes of no secret';
const PASSWORD = 'Cau-Ho-Do-Xua-7';
const MAILS = 40;

/** Two hosts: each with a data folder of its own, in which what must be shared is a link to one place. */
export interface TwoHosts {
  readonly home: TestApp;
  readonly a: Service;
  readonly b: Service;
  /** The settings of both. */
  readonly settings: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly mails: BadMailServer;
  stop(): Promise<void>;
}

export async function stopped(service: Service): Promise<number | null> {
  if (service.process.exitCode !== null) return service.process.exitCode;
  service.process.kill('SIGTERM');
  const [code] = (await once(service.process, 'exit')) as [number | null];
  return code;
}

/** A data folder whose files and uploads are the shared ones. */
export async function aHost(folder: string, name: string): Promise<string> {
  const dataDir = join(folder, name);
  await mkdir(dataDir);
  for (const shared of ['blobs', 'uploads']) {
    await mkdir(join(folder, 'shared', shared), { recursive: true });
    await symlink(join(folder, 'shared', shared), join(dataDir, shared));
  }
  return dataDir;
}

/** @param more settings by the addresses of the database, e.g. of a pooler before it */
export async function startTwoHosts(
  more: (home: TestApp) => Promise<Readonly<Record<string, string>>> = async () => ({}),
): Promise<TwoHosts> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-hosts-'));
  const home = await startTestApp({ clock: new MovableClock(new Date()), config: { JWT_SECRET: SECRET } });
  const mails = await startMailServer();
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(services.map(stopped));
    await mails.close();
    await home.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const settings = {
      DATABASE_URL: home.database.access.url,
      DATABASE_OWNER_URL: home.database.ownerUrl,
      DATABASE_POOL: '6',
      JOBS_CONCURRENCY: '2',
      JWT_SECRET: SECRET,
      SMTP_URL: mails.url,
      MIN_FREE_DISK_MB: '0',
      PREVIEWS: 'off',
      ...(await more(home)),
    };
    const dataDirs = [await aHost(folder, 'a'), await aHost(folder, 'b')];
    await Promise.allSettled(
      dataDirs.map(async (dataDir) => services.push(await startService(dataDir, settings))),
    );
    const [a, b] = services;
    if (!a || !b) throw new Error('a host did not start');
    return { home, a, b, settings, folder, mails, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What must be the same wherever a call comes in; each step of the work is asked of the other host than the one before. */
export function workOnBoth(start: () => Promise<TwoHosts>, look: () => TwoHosts, keep: (hosts: TwoHosts) => void): void {
  let org: Organisation;
  let person: Person;
  const both = () => [look().a, look().b] as const;
  const signIn = (at: Service, username = person.username, password = PASSWORD) =>
    api(at).anonymous().post('/sessions', { username, password });

  beforeAll(async () => {
    const hosts = await start();
    keep(hosts);
    org = await anOrganisation(hosts.home, 2);
    person = await aPerson(hosts.home, [[org.office.id, 'clerk']], { password: PASSWORD });
  });
  afterAll(async () => {
    await look()?.stop();
  });

  it('share sessions, and their end', async () => {
    const [a, b] = both();
    const { body } = await signIn(a).expect(201);
    const session = { token: () => String((body as { accessToken: string }).accessToken) };
    await api(b).as(session).get('/sessions/current').expect(200);
    await api(b).as(session).delete('/sessions/current').expect(204);
    await api(a).as(session).get('/sessions/current').expect(401);
  });

  it('count wrong passwords together', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < PAIR_LIMIT.tries + 2; i++)
      statuses.push((await signIn(both()[i % 2] as Service, 'khong.co.ai', 'sai mat khau')).status);
    expect(statuses.slice(PAIR_LIMIT.tries - 1)).toEqual([401, 429, 429]);
  });

  it('take a document from draft to acknowledgement, each step at the other host', async () => {
    let turn = 0;
    const next = () => api(both()[turn++ % 2] as Service);
    const { clerk, leader } = org.office;
    const recipients = [{ target: 'all_units', purpose: 'act' }];
    const made = await next()
      .as(clerk)
      .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Hai máy chủ', recipients })
      .expect(201);
    const { id } = made.body as { id: string };
    await next().as(clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
    await next().as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
    await next().as(clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
    const press = () => next().as(clerk).post(`/outgoing-documents/${id}/dispatches`).set('idempotency-key', `send-${id}`);
    const sent = await Promise.all([press(), press(), press(), press()]);
    expect(new Set(sent.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    for (const unit of org.units) {
      const inbox = await next().as(unit.clerk).get('/incoming-documents?box=unopened').expect(200);
      const [copy] = (inbox.body as { items: { id: string }[] }).items;
      await next().as(unit.clerk).post(`/incoming-documents/${copy?.id}/acknowledgement`).expect(201);
      await next().as(unit.clerk).post(`/incoming-documents/${copy?.id}/acknowledgement`).expect(200);
    }
    const board = await next().as(clerk).get(`/outgoing-documents/${id}/tracking`).expect(200);
    expect((board.body as { summary: object }).summary).toMatchObject({ recipients: 2, acknowledged: 2 });
  });

  it('take an upload in pieces, each at the other host, and give the file out at both', async () => {
    const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), randomBytes(3 * 1024 * 1024)]);
    const ask = (at: Service, method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
      fetch(path.startsWith('http') ? path : `${at.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${org.office.clerk.token()}`, 'tus-resumable': '1.0.0', ...headers },
        ...(body && { body: new Uint8Array(body) }),
      });
    const [a, b] = both();
    const name = Buffer.from('phim.mp4').toString('base64');
    const made = await ask(a, 'POST', '/uploads', {
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${name}`,
    });
    expect(made.status).toBe(201);
    const path = new URL(String(made.headers.get('location')), a.url).pathname.replace('/api/v1', '');
    let attachment = '';
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const piece = bytes.subarray(at, at + 1024 * 1024);
      const headers = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' };
      const answer = await ask(i % 2 ? a : b, 'PATCH', path, headers, piece);
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(at + piece.length)]);
      at += piece.length;
      attachment = answer.headers.get('upload-attachment-id') ?? '';
    }
    for (const at of [a, b]) {
      const content = await ask(at, 'GET', `/attachments/${attachment}/content`, {});
      expect(content.status).toBe(200);
      const got = createHash('sha256').update(Buffer.from(await content.arrayBuffer())).digest('hex');
      expect(got).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('send each mail once', async () => {
    const { home, mails } = look();
    const letters = Array.from({ length: MAILS }, (_, i) => ({
      purpose: 'test.hosts',
      purposeKey: String(i),
      recipient: { name: 'Văn thư', address: `vanthu${i}@tinhdoan.vn` },
      subject: `Thông báo ${i}`,
      text: 'Kính gửi đồng chí',
      html: null,
      attachmentIds: [],
    }));
    await home.get(UnitOfWork).run((tx) => home.get(Mail).queue(tx, letters));
    const mine = () => mails.taken.filter(({ text }) => /^to: .*vanthu\d+@tinhdoan\.vn/im.test(text));
    await until('the mails', async () => mine().length >= MAILS, 60);
    await until('quiet', async () => {
      const left = await home.db.query(`select from graphile_worker.jobs where task_identifier like 'mail.send%'`);
      return left.rowCount === 0;
    });
    const ids = mine().map(({ text }) => /^message-id: (.*)$/im.exec(text)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([MAILS, MAILS]);
  });
}
