import { once } from 'node:events';
import http from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Callers } from '../../../src/accounts/callers.reader.ts';
import { Sealer } from '../../../src/receipts/sealer.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../../support/organisation.ts';
import { anotherSession, aPerson, type Person } from '../../support/people.ts';
import { ListeningPage } from './listening-page.ts';

let app: TestApp;
let second: TestApp;
let org: Organisation;
const pages: ListeningPage[] = [];
const as = (person: Person) => api(app).as(person);
const unit = (i: number): StaffedUnit => org.units[i] as StaffedUnit;

beforeAll(async () => {
  app = await startTestApp();
  second = await startTestApp({ database: app.database, clock: app.clock });
  org = await anOrganisation(app, 3);
});
afterEach(() => {
  for (const page of pages.splice(0)) page.cut();
});
afterAll(async () => {
  await second?.stop();
  await app?.stop();
});

/** A page that is told from now on. */
async function listen(person: Person, lastId: string | null = null, at: TestApp = app): Promise<ListeningPage> {
  const page = await ListeningPage.open(at.url, person.token(), lastId);
  pages.push(page);
  return page;
}
async function ready(person: Person, at: TestApp = app): Promise<ListeningPage> {
  const page = await listen(person, null, at);
  await page.next('ready');
  return page;
}
const seal = async (): Promise<number> => (await app.get(Sealer).seal()) ?? 0;

async function issued(to: readonly StaffedUnit[]): Promise<string> {
  const { clerk, leader } = org.office;
  const recipients = to.map(({ id }) => ({ target: 'unit', unitId: id, purpose: 'act' }));
  const draft = { typeCode: 'cong_van', subject: 'Về việc rà soát', recipients };
  const { id } = (await as(clerk).post('/outgoing-documents', draft).expect(201)).body as { id: string };
  await as(clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
  return id;
}
async function sent(to: readonly StaffedUnit[]): Promise<string> {
  const id = await issued(to);
  await as(org.office.clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  return id;
}
async function copyAt(documentId: string, { id }: StaffedUnit): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `select id from delivery where document_id = $1 and unit_id = $2`,
    [documentId, id],
  );
  return rows[0]?.id ?? '';
}
async function acknowledge(documentId: string, at: StaffedUnit): Promise<string> {
  const id = await copyAt(documentId, at);
  await as(at.clerk).post(`/incoming-documents/${id}/acknowledgement`).expect(201);
  return id;
}

describe('a page that listens', () => {
  it('is told of its own units, soon, and nobody else is', async () => {
    const sender = await ready(org.office.clerk);
    const receiver = await ready(unit(0).member);
    const stranger = await ready(unit(1).leader);
    const admin = await ready(org.office.admin);
    const documentId = await sent([unit(0)]);
    const first = await seal();
    expect(await receiver.next('incoming')).toMatchObject({
      id: String(first),
      data: { seal: first, unitIds: [unit(0).id] },
    });
    expect((await sender.next('tracking')).data).toMatchObject({ documents: [{ documentId, more: true }] });
    const deliveryId = await acknowledge(documentId, unit(0));
    const number = await seal();
    expect(await sender.next('tracking')).toEqual({
      name: 'tracking',
      id: String(number),
      data: {
        seal: number,
        documents: [{ documentId, unitId: org.office.id, deliveryIds: [deliveryId], more: false }],
        more: false,
      },
    });
    expect((await receiver.next('incoming')).id).toBe(String(number));
    // Something of theirs comes after it, so that nothing before can still be on its way.
    await sent([unit(1)]);
    const last = await seal();
    expect((await stranger.next('incoming')).id).toBe(String(last));
    expect(stranger.text).not.toContain(documentId);
    expect(stranger.text.match(/event: /g)).toHaveLength(2);
    expect(admin.text.match(/event: /g)).toHaveLength(1);
    expect(receiver.text).not.toContain(documentId);
  });

  it('gets a stream nothing between may keep or pack', async () => {
    const { status, headers, text } = await ready(org.office.clerk);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toMatch(/^retry: \d+\n\n/);
  });

  it('is not told of what waits for its hour, nor of what was taken back before it', async () => {
    const receiver = await ready(unit(0).clerk);
    const id = await issued([unit(0)]);
    const dispatches = `/outgoing-documents/${id}/dispatches`;
    const { body } = await as(org.office.clerk).post(dispatches, { sendAt: '2020-05-19T08:00:00+07:00' }).expect(201);
    await as(org.office.clerk)
      .post(`${dispatches}/${(body as { id: string }).id}/cancellation`)
      .expect(201);
    await seal();
    const documentId = await sent([unit(0)]);
    const number = await seal();
    expect((await receiver.next('incoming')).id).toBe(String(number));
    expect(receiver.told).toEqual([]);
    expect(documentId).not.toBe(id);
  });

  it('misses nothing when it was cut off, and is told of many changes in one piece', async () => {
    const page = await ready(org.office.clerk);
    const documentId = await sent([unit(0), unit(1), unit(2)]);
    await seal();
    await page.next('tracking');
    page.cut();
    const ids = [await acknowledge(documentId, unit(0))];
    await seal();
    ids.push(await acknowledge(documentId, unit(1)));
    // One that was never cut off: when it has been told, the service knows of the newest.
    const witness = await ready(org.office.clerk);
    const number = await seal();
    await witness.next('tracking', ({ id }) => id === String(number));
    const again = await listen(org.office.clerk, page.lastId);
    const { id, data } = await again.next('tracking');
    expect(id).toBe(String(number));
    const { documents } = data as { documents: { documentId: string; deliveryIds: string[] }[] };
    expect(documents.map((found) => found.documentId)).toEqual([documentId]);
    expect(documents[0]?.deliveryIds.toSorted()).toEqual(ids.toSorted());
    expect((await again.next('ready')).id).toBe(String(number));
  });

  it('is told to read everything anew when it missed too much, or knows what never was', async () => {
    const number = await seal();
    const future = await listen(org.office.clerk, String(number + 1000));
    expect((await future.next('reset')).id).toBe(String(number));
    await app.db.query(
      `begin; set local session_replication_role = replica; update seal set receipts = 30000 where number = ${number}; commit`,
    );
    const late = await listen(org.office.clerk, String(number - 1));
    expect((await late.next('reset')).id).toBe(String(number));
    const odd = await listen(org.office.clerk, '1 or 1=1');
    await odd.next('ready');
    expect(odd.text).not.toContain('reset');
  });

  it('hears no more once its session is ended, its post taken, its account locked', async () => {
    const [lost, left, locked] = await Promise.all([
      aPerson(app, [[unit(2).id, 'clerk']]),
      aPerson(app, [[unit(2).id, 'clerk']]),
      aPerson(app, [[unit(2).id, 'clerk']]),
    ]);
    const kept = await ready(await anotherSession(app, lost));
    const gone = await ready(lost);
    const moved = await ready(left);
    const shut = await ready(locked);
    await app.db.query(`update session set revoked_at = now() where id = $1`, [lost.sessionId]);
    await app.db.query(`update post set ends_at = $2 where account_id = $1`, [left.id, app.clock.now()]);
    await app.db.query(`update account set status = 'locked' where id = $1`, [locked.id]);
    await sent([unit(2)]);
    const number = await seal();
    expect((await kept.next('incoming')).id).toBe(String(number));
    await Promise.all([gone.over(), shut.over()]);
    expect(gone.text + moved.text + shut.text).not.toContain('incoming');
    expect((await listen(lost)).status).toBe(401);
  });

  it('is told by each process what another one sealed, also after the line that listens was cut', async () => {
    const page = await ready(org.office.clerk, second);
    const documentId = await sent([unit(0)]);
    await seal();
    await page.next('tracking');
    const { rowCount } = await app.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gnvb-live' and datname = current_database()`,
    );
    expect(rowCount).toBeGreaterThanOrEqual(2);
    await acknowledge(documentId, unit(0));
    const number = await seal();
    expect((await page.next('tracking')).id).toBe(String(number));
    await app.db.query('select 1');
    await acknowledge(documentId, unit(0)).catch(() => undefined);
  });

  it('may not take every connection for itself', async () => {
    const person = await aPerson(app, [[unit(2).id, 'clerk']]);
    const opened: ListeningPage[] = [];
    for (let i = 0; i < 10; i++) opened.push(await ready(person));
    expect((await listen(person)).status).toBe(429);
    opened[0]?.cut();
    await opened[1]?.until(() => opened[0]?.isOver ?? false);
    await app.get(Sealer).seal();
  });

  it('takes no place when it was gone before anybody knew who it was', async () => {
    const person = await aPerson(app, [[unit(2).id, 'member']]);
    const callers = app.get(Callers);
    const principal = callers.principal.bind(callers);
    const server = app.app.getHttpServer();
    const headers = { authorization: `Bearer ${person.token()}` };
    for (let i = 0; i < 10; i++) {
      const answering = once(server, 'request');
      const page = http.get(`${app.url}/api/v1/live`, { agent: false, headers }).on('error', () => undefined);
      const asked = new Promise<unknown>((told) => {
        jest.spyOn(callers, 'principal').mockImplementationOnce(async (...who) => {
          const [, answer] = (await answering) as [http.IncomingMessage, http.ServerResponse];
          page.destroy();
          if (!answer.closed) await once(answer, 'close');
          const found = principal(...who);
          told(found);
          return found;
        });
      });
      await asked;
    }
    expect((await listen(person)).status).toBe(200);
  });

  it('is sent on its way when the service stops, which does not wait for it', async () => {
    const third = await startTestApp({ database: app.database, clock: app.clock });
    const page = await ready(org.office.clerk, third);
    await third.stop();
    await page.over();
    expect(page.text).toContain('retry: ');
  });
});
