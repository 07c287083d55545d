import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAIR_LIMIT } from '../../../src/accounts/sign-in-limits.policy.ts';
import { withClient } from '../../../src/platform/database/heard-client.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { Mail } from '../../../src/platform/mail/mail.ts';
import { api } from '../../support/api.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { describeWithPeer, programOf, until } from '../../support/peers/peer.ts';
import { startPgBouncer, type Pooler } from '../../support/peers/pgbouncer.ts';
import { aPerson, type Person } from '../../support/people.ts';
import { startInVain, type Service } from '../../support/service.ts';
import { aHost, SECRET, startTwoHosts, type TwoHosts } from './two-hosts.ts';

const PASSWORD = 'Cau-Ho-Do-Xua-7';
const MAILS = 40;
/** Connections to PostgreSQL that PgBouncer has for all calls of both hosts. */
const SIZE = 3;
const STATEMENT_MS = 2500;

let hosts: TwoHosts;
let pooler: Pooler | null = null;
let org: Organisation;
let person: Person;

const both = () => [hosts.a, hosts.b] as const;
const signIn = (at: Service, username = person.username, password = PASSWORD) =>
  api(at).anonymous().post('/sessions', { username, password });

beforeAll(async () => {
  hosts = await startTwoHosts(async (database) => {
    const common = { STATEMENT_TIMEOUT_MS: String(STATEMENT_MS) };
    if (!programOf('pgbouncer')) return common;
    pooler = await startPgBouncer(database.access.url, { mode: 'transaction', size: SIZE });
    return {
      ...common,
      DATABASE_URL: pooler.through(database.access.url),
      DATABASE_DIRECT_URL: database.access.url,
      DATABASE_PREPARED: 'off',
    };
  });
  org = await anOrganisation(hosts.home, 2);
  person = await aPerson(hosts.home, [[org.office.id, 'clerk']], { password: PASSWORD });
});
afterAll(async () => {
  await pooler?.console('RESUME').catch(() => undefined);
  await hosts?.stop();
  await pooler?.stop();
});

/** Each step of the work is asked of the other host than the one before; through PgBouncer in transaction mode where it is installed. */
describe('two hosts on one database', () => {
  it('have brought it up to date together', async () => {
    for (const { url } of both()) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const done = await hosts.home.db.query<{ name: string }>('select name from migration');
    expect(done.rowCount).toBeGreaterThan(10);
    expect(new Set(done.rows.map(({ name }) => name)).size).toBe(done.rowCount);
  });

  it('share sessions, and their end', async () => {
    const [a, b] = both();
    const { body } = await signIn(a).expect(201);
    const session = { token: () => (body as { accessToken: string }).accessToken };
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
    const press = () =>
      next().as(clerk).post(`/outgoing-documents/${id}/dispatches`).set('idempotency-key', `send-${id}`);
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
      const got = createHash('sha256')
        .update(Buffer.from(await content.arrayBuffer()))
        .digest('hex');
      expect(got).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('send each mail once', async () => {
    const { home, mails } = hosts;
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

  it('refuse a third one with another signing key', async () => {
    const dataDir = await aHost(hosts.folder, 'other-key');
    const said = await startInVain(dataDir, { ...hosts.settings, JWT_SECRET: `${SECRET}, another one` });
    expect(said).toContain('JWT_SECRET');
    expect(said).not.toContain('DATA_DIR/');
    expect(said).not.toMatch(/^ +at /m);
  });

  it('refuse a third one that shares no folder, also when nobody gave it a key', async () => {
    const dataDir = join(hosts.folder, 'alone');
    await mkdir(dataDir);
    const { JWT_SECRET: _, ...settings } = hosts.settings;
    const said = await startInVain(dataDir, settings);
    for (const word of ['JWT_SECRET', 'DATA_DIR/blobs', 'DATA_DIR/uploads']) expect(said).toContain(word);
  });
});

describeWithPeer('PgBouncer in transaction mode before them', ['pgbouncer'], () => {
  const through = () => (pooler as Pooler).through(hosts.home.database.access.url);

  it('gives many calls at once the few connections it has', async () => {
    const ready = Array.from({ length: 40 }, (_, i) => fetch(`${both()[i % 2]?.url}/health/ready`));
    expect(new Set((await Promise.all(ready)).map(({ status }) => status))).toEqual(new Set([200]));
    const pools = await (pooler as Pooler).console('SHOW POOLS');
    const mine = pools.filter(({ user }) => user === 'gnvb_service');
    expect(mine).toHaveLength(1);
    const servers = ['sv_active', 'sv_idle', 'sv_used', 'sv_tested', 'sv_login'].map((name) => Number(mine[0]?.[name]));
    expect(servers.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(SIZE);
  });

  it('leaves the time limits in force', async () => {
    const limits = await withClient(through(), (client) =>
      client.query<{ all: string }>(
        `select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
           current_setting('idle_in_transaction_session_timeout')) as all`,
      ),
    );
    expect(limits.rows[0]?.all).toBe('2500ms 3s 10s');
    const slow = withClient(through(), (client) => client.query('select pg_sleep(20)'));
    await expect(slow).rejects.toMatchObject({ code: '57014' });
  });

  it('is passed by the jobs, whose news it would lose', async () => {
    const listening = await hosts.home.db.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'gnvb-jobs' and query ilike 'listen%'`,
    );
    expect(listening.rowCount).toBe(2);
  });

  it('is "not now" while it is gone, and no error of ours', async () => {
    const name = new URL(through()).pathname.slice(1);
    await (pooler as Pooler).console(`KILL ${name}`);
    const statuses = await Promise.all(both().map(async (at) => (await signIn(at)).status));
    expect(statuses).toEqual([503, 503]);
    await (pooler as Pooler).console(`RESUME ${name}`);
    for (const at of both()) await until('the pooler', async () => (await signIn(at)).status === 201, 20);
  });
});
