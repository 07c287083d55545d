import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createECDH, randomBytes } from 'node:crypto';
import { ForgetSubscriptions } from '../../../src/notifications/forget-notices.job.ts';
import { SendDuePushes } from '../../../src/notifications/send-pushes.job.ts';
import { NameResolver } from '../../../src/platform/outlet/name-resolver.ts';
import type { StaffedUnit } from '../../support/organisation.ts';
import { aPerson, anotherSession, type Person } from '../../support/people.ts';
import { PushService } from './push-service.ts';
import { aWorld, SUBJECT, type World } from './world.ts';

const HOUR = 3600_000;

let world: World;
let service: PushService;
let unit: StaffedUnit;

const subscribe = async (person: Person, browser = service.subscribe(), status = 201) => {
  const { path, ...body } = browser;
  const answer = await world.as(person).post('/push-subscriptions', body).expect(status);
  return { ...(answer.body as { id: string }), path, browser };
};
const due = async (): Promise<void> => {
  await world.app.get(SendDuePushes).run();
  await world.drain();
};
const waiting = async (): Promise<number> => (await world.app.db.query(`select from push_message`)).rowCount ?? 0;

beforeAll(async () => {
  world = await aWorld(2, { WEB_PUSH_HOSTS: 'localhost' });
  unit = world.units[0] as StaffedUnit;
});
afterAll(() => world.app.stop());
beforeEach(async () => {
  service = await PushService.start();
  const { body } = await world.as(unit.clerk).get('/push-key').expect(200);
  service.serverKey = (body as { key: string }).key;
});
afterEach(async () => {
  const { failure } = service;
  await service.stop();
  await world.app.db.query(`delete from push_subscription`);
  // What the push service could not read or check.
  if (failure) throw failure;
});

describe('a message to a device', () => {
  it('says that something waits and from whom, sealed for that browser alone', async () => {
    const { path, id } = await subscribe(unit.clerk);
    const { symbol, deliveryIds } = await world.send([unit], 'khan');
    expect(service.received).toHaveLength(1);
    const [message] = service.received;
    const { rows } = await world.app.db.query<{ id: string }>(
      `select id from notice where account_id = $1 and key = $2`,
      [unit.clerk.id, deliveryIds[0]],
    );
    expect(message?.path).toBe(path);
    expect(message?.payload).toEqual({
      kind: 'document.arrived',
      title: `[KHẨN] Văn bản đến ${symbol}`,
      body: `${world.org.office.name} gửi ${unit.name}`,
      path: `/incoming/${deliveryIds[0]}`,
      tag: rows[0]?.id,
      deliveryId: deliveryIds[0],
      urgent: false,
    });
    expect(JSON.stringify(message?.payload)).not.toContain(SUBJECT);
    expect(message?.sealed.includes(symbol)).toBe(false);
    expect(message?.headers).toMatchObject({
      ttl: '172800',
      urgency: 'high',
      topic: rows[0]?.id.replaceAll('-', ''),
      'content-encoding': 'aes128gcm',
    });
    const now = world.app.clock.now().getTime() / 1000;
    expect(message?.vapid).toEqual({ aud: service.origin, exp: now + 12 * 3600, sub: 'mailto:gnvb@localhost' });

    // One press in the notification is the whole way: the session's own call, with what the message carries.
    await world
      .as(unit.clerk)
      .post(`/incoming-documents/${String(message?.payload['deliveryId'])}/acknowledgement`)
      .expect(201);
    const list = await world.as(unit.clerk).get('/push-subscriptions').expect(200);
    expect(list.body).toEqual({
      items: [
        {
          id,
          device: 'Thiết bị không rõ tên',
          service: 'localhost',
          current: true,
          madeAt: expect.any(String),
          usedAt: world.app.clock.now().toISOString(),
        },
      ],
    });
    expect(await waiting()).toBe(0);
  });

  it('goes to each device of each person who is told, once, however often the job runs', async () => {
    const [one, two, leaders] = [
      await subscribe(unit.clerk),
      await subscribe(unit.clerk),
      await subscribe(unit.leader),
    ];
    await subscribe(unit.member);
    await world.send([unit]);
    await due();
    await due();
    expect(service.received.map(({ path }) => path).toSorted()).toEqual([one.path, two.path, leaders.path].toSorted());
  });

  it('follows what was chosen: once a day rings no phone, hỏa tốc does', async () => {
    const { path } = await subscribe(unit.clerk);
    const choose = (choice: string) =>
      world.as(unit.clerk).put('/notification-choices/document.arrived', { choice }).expect(200);
    await choose('daily');
    await world.send([unit]);
    await due();
    expect(service.payloads(path)).toEqual([]);
    await world.send([unit], 'hoa_toc');
    expect(service.payloads(path)).toMatchObject([{ title: expect.stringMatching(/^\[HỎA TỐC\] /), urgent: true }]);
    await choose('at_once');
  });

  it('waits for the morning, and then rings once for all; hỏa tốc does not wait', async () => {
    const { path } = await subscribe(unit.clerk);
    world.app.clock.set(new Date('2020-05-18T22:00:00+07:00'));
    await world.tell(unit.clerk, unit.id, 5);
    const done = await world.send([unit]);
    await due();
    expect(service.payloads(path)).toEqual([]);
    await world.send([unit], 'hoa_toc');
    expect(service.payloads(path)).toHaveLength(1);
    world.app.clock.set(new Date('2020-05-19T06:29:00+07:00'));
    await due();
    expect(service.payloads(path)).toHaveLength(1);
    // Dealt with before it rang: nobody is woken for it.
    await world.as(unit.leader).post(`/incoming-documents/${done.deliveryIds[0]}/acknowledgement`).expect(201);
    world.app.clock.set(new Date('2020-05-19T06:30:00+07:00'));
    await due();
    expect(service.payloads(path).slice(1)).toMatchObject([{ kind: 'several', title: '5 việc đang chờ', path: '/' }]);
    expect(await waiting()).toBe(0);
    world.app.clock.set(new Date('2020-05-19T08:00:00+07:00'));
  });

  it('is tried again when its service cannot, no sooner than it asks', async () => {
    const { path } = await subscribe(unit.clerk);
    service.answer = (response) => void response.writeHead(429, { 'retry-after': '1800' }).end();
    await world.tell(unit.clerk, unit.id, 1);
    service.answer = (response) => void response.writeHead(503).end();
    world.app.clock.advance(1799_000);
    await due();
    expect(service.received).toHaveLength(1);
    world.app.clock.advance(1000);
    await due();
    expect(service.received).toHaveLength(2);
    service.answer = (response) => void response.writeHead(201).end();
    world.app.clock.advance(120_000);
    await due();
    await due();
    expect(service.received).toHaveLength(3);
    expect(new Set(service.payloads(path).map(({ tag }) => tag)).size).toBe(1);
    expect(await waiting()).toBe(0);
  });

  it('is given up when it is too old, was read, or the person has left', async () => {
    const { path } = await subscribe(unit.clerk);
    const other = await aPerson(world.app, [[unit.id, 'clerk']]);
    const theirs = await subscribe(other);
    service.answer = (response) => void response.writeHead(500).end();
    await world.send([unit]);
    const tries = service.received.length;
    service.answer = (response) => void response.writeHead(201).end();
    const { body } = await world.as(unit.clerk).get('/notices?limit=1').expect(200);
    const [notice] = (body as { items: { id: string }[] }).items;
    await world.as(unit.clerk).post(`/notices/${notice?.id}/reading`).expect(201);
    await world.app.db.query(`update post set ends_at = $2 where account_id = $1`, [other.id, world.app.clock.now()]);
    world.app.clock.advance(HOUR);
    await due();
    expect(service.received).toHaveLength(tries);
    expect([service.payloads(theirs.path).length, service.payloads(path).length]).toEqual([1, 1]);
    service.answer = (response) => void response.writeHead(500).end();
    await world.tell(unit.clerk, unit.id, 1);
    world.app.clock.advance(24 * HOUR);
    const before = service.received.length;
    await due();
    expect([service.received.length - before, await waiting()]).toEqual([0, 0]);
  });

  it('is not sent to a device that is gone, and nothing more is kept of it', async () => {
    const { id } = await subscribe(unit.clerk);
    service.answer = (response) => void response.writeHead(410).end();
    await world.tell(unit.clerk, unit.id, 2);
    await world.tell(unit.clerk, unit.id, 1);
    expect(service.received).toHaveLength(1);
    const { body } = await world.as(unit.clerk).get('/push-subscriptions').expect(200);
    expect(body).toEqual({ items: [] });
    await world.as(unit.clerk).delete(`/push-subscriptions/${id}`).expect(404);
  });

  it('is given up by itself when its service refuses it, and the device after five in a row', async () => {
    await subscribe(unit.clerk);
    service.answer = (response) => void response.writeHead(403).end();
    for (let i = 0; i < 4; i++) await world.tell(unit.clerk, unit.id, 1);
    expect([service.received.length, await waiting()]).toEqual([4, 0]);
    expect((await world.as(unit.clerk).get('/push-subscriptions')).body).toMatchObject({ items: [{ usedAt: null }] });
    await world.tell(unit.clerk, unit.id, 1);
    expect((await world.as(unit.clerk).get('/push-subscriptions')).body).toEqual({ items: [] });
  });
});

describe('a device', () => {
  it('is known by its address: again it is the same, under the session that came last', async () => {
    const first = await subscribe(unit.clerk);
    const later = await anotherSession(world.app, unit.clerk);
    const again = await subscribe(later, first.browser, 200);
    expect(again.id).toBe(first.id);
    expect((await world.as(later).get('/push-subscriptions')).body).toMatchObject({ items: [{ current: true }] });
    expect((await world.as(unit.clerk).get('/push-subscriptions')).body).toMatchObject({ items: [{ current: false }] });
  });

  it.each([
    ['is signed out', (person: Person) => world.as(person).delete('/sessions/current').expect(204)],
    [
      'has its sessions ended',
      (person: Person) => world.as(world.org.office.admin).delete(`/accounts/${person.id}/sessions`).expect(204),
    ],
    [
      'runs out',
      () =>
        world.app.db.query(
          `update session set expires_at = $1 where id in (select session_id from push_subscription)`,
          [world.app.clock.now()],
        ),
    ],
    [
      'is locked',
      (person: Person) => world.app.db.query(`update account set status = 'locked' where id = $1`, [person.id]),
    ],
  ])('is told of nothing once its person %s', async (_, end) => {
    const person = await aPerson(world.app, [[unit.id, 'clerk']]);
    await subscribe(person);
    service.answer = (response) => void response.writeHead(503).end();
    await world.tell(person, unit.id, 1);
    await end(person);
    world.app.clock.advance(HOUR);
    await world.tell(person, unit.id, 1);
    await due();
    expect(service.received).toHaveLength(1);
    const kept = await world.app.db.query(`select from push_subscription where account_id = $1`, [person.id]);
    expect(kept.rowCount).toBe(0);
  });

  it('without anything to be sent is forgotten at night after its session', async () => {
    const person = await anotherSession(world.app, unit.member);
    await subscribe(person);
    await subscribe(unit.member);
    await world.as(person).delete('/sessions/current').expect(204);
    expect((await world.as(unit.member).get('/push-subscriptions')).body.items).toHaveLength(1);
    world.app.clock.advance(1000);
    await world.app.get(ForgetSubscriptions).run();
    expect((await world.app.db.query(`select from push_subscription`)).rowCount).toBe(1);
  });

  it('goes over to who signs in at it next, with what only it knows', async () => {
    const { browser } = await subscribe(unit.clerk);
    service.answer = (response) => void response.writeHead(500).end();
    await world.tell(unit.clerk, unit.id, 1);
    const stolen = { ...browser, keys: service.subscribe().keys };
    const refused = await world
      .as(unit.member)
      .post('/push-subscriptions', { endpoint: stolen.endpoint, keys: stolen.keys })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'push.endpoint-taken' });
    const before = service.received.length;
    service.answer = (response) => void response.writeHead(201).end();
    await subscribe(unit.member, browser);
    expect((await world.as(unit.clerk).get('/push-subscriptions')).body).toEqual({ items: [] });
    world.app.clock.advance(HOUR);
    await due();
    expect(service.received).toHaveLength(before);
  });

  it('is one of twenty at most: the one longest unused makes room', async () => {
    const first = await subscribe(unit.member);
    for (let i = 0; i < 20; i++) {
      world.app.clock.advance(1000);
      await subscribe(unit.member);
    }
    const { body } = await world.as(unit.member).get('/push-subscriptions').expect(200);
    const ids = (body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect([ids.length, ids.includes(first.id)]).toEqual([20, false]);
  });

  it('is ended by its own person alone', async () => {
    const { id } = await subscribe(unit.clerk);
    await world.as(unit.leader).delete(`/push-subscriptions/${id}`).expect(404);
    await world.as(unit.clerk).delete(`/push-subscriptions/${id}`).expect(204);
    await world.tell(unit.clerk, unit.id, 1);
    expect(service.received).toEqual([]);
    const { rows } = await world.app.db.query<{ act: string; detail: object }>(
      `select act, detail from audit_entry where subject_id = $1 order by at, act`,
      [id],
    );
    expect(rows).toMatchObject([{ act: 'push.subscribe' }, { act: 'push.unsubscribe' }]);
    expect(JSON.stringify(rows)).not.toContain('localhost');
  });
});

describe('the address of a device', () => {
  const body = (endpoint: string) => ({ endpoint, keys: service.subscribe().keys });

  it.each([
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.5/x',
    'https://evil.example/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com@127.0.0.1/x',
    'https://user:secret@fcm.googleapis.com/x',
    'https://fcm.googleapis.com:22/x',
    'https://metadata.google.internal/x',
    'ftp://fcm.googleapis.com/x',
  ])('is not %s', async (endpoint) => {
    const { body: problem, status } = await world.as(unit.clerk).post('/push-subscriptions', body(endpoint));
    expect([status, problem.code]).toEqual(
      endpoint.startsWith('ftp') ? [400, 'request.invalid'] : [422, 'push.service-refused'],
    );
  });

  it('is judged again by where its name leads when something is sent', async () => {
    const names = world.app.get(NameResolver);
    const resolve = names.resolve.bind(names);
    const { port } = new URL(service.origin);
    await world
      .as(unit.clerk)
      .post('/push-subscriptions', body(`http://fcm.googleapis.com:${port}/send/x`))
      .expect(201);
    names.resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    try {
      await world.tell(unit.clerk, unit.id, 1);
    } finally {
      names.resolve = resolve;
    }
    expect([service.received.length, service.failure, await waiting()]).toEqual([0, null, 1]);
  });

  it('comes with keys that something can be sealed for', async () => {
    const { endpoint, keys } = service.subscribe();
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');
    const compressed = createECDH('prime256v1');
    compressed.generateKeys();
    for (const wrong of [
      { ...keys, p256dh: offCurve },
      { ...keys, p256dh: compressed.getPublicKey('base64url', 'compressed') },
      { ...keys, p256dh: `${keys.p256dh}A` },
      { ...keys, auth: randomBytes(15).toString('base64url') },
      { ...keys, auth: 'không' },
    ])
      await world.as(unit.clerk).post('/push-subscriptions', { endpoint, keys: wrong }).expect(400);
  });
});
