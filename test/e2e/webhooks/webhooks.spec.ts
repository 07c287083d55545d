import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebhookRunner } from '../../../src/webhooks/webhook-runner.ts';
import { CloseWebhooks, ForgetWebhookEvents } from '../../../src/webhooks/webhooks.jobs.ts';
import { NameResolver } from '../../../src/platform/outlet/name-resolver.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import { startTestApp } from '../../support/app.ts';
import { aStaffedUnit, type StaffedUnit } from '../../support/organisation.ts';
import { aUnit } from '../../support/people.ts';
import { Receiver, rightSignatures } from './receiver.ts';
import { aDispatch, aHook, aWorld, deliveryAt, log, LOOPBACK, send, type World } from './world.ts';

const HOUR = 3600_000;

let world: World;
let office: StaffedUnit;
let one: StaffedUnit;
let two: StaffedUnit;
const receivers: Receiver[] = [];

const aReceiver = async (port = 0): Promise<Receiver> => {
  const receiver = await Receiver.start(port);
  receivers.push(receiver);
  return receiver;
};
const admin = () => api(world.app).as(world.admin);

beforeAll(async () => {
  world = await aWorld(3);
  ({ office } = world.org);
  [one, two] = world.org.units as [StaffedUnit, StaffedUnit];
});
afterAll(() => world.app.stop());
afterEach(async () => {
  await world.app.db.query(`update webhook set active = false, closed_at = now() where closed_at is null`);
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

describe('events', () => {
  it('reach the parties of a document and nobody else, without a word of it', async () => {
    const [atOffice, atOne, atTwo, atThird] = [
      await aReceiver(),
      await aReceiver(),
      await aReceiver(),
      await aReceiver(),
    ];
    const hook = await aHook(world, office.id, atOffice.url);
    await aHook(world, one.id, atOne.url);
    await aHook(world, two.id, atTwo.url, ['arrived']);
    await aHook(world, world.org.units[2]?.id ?? '', atThird.url);
    const documentId = await aDispatch(world, [one, two]);
    const deliveryId = await deliveryAt(world, documentId, one.id);
    await api(world.app).as(one.clerk).post(`/incoming-documents/${deliveryId}/acknowledgement`).expect(201);
    await send(world.app);

    expect(atOffice.types()).toEqual(['dispatched', 'opened', 'acknowledged']);
    expect(atOne.types()).toEqual(['arrived', 'opened', 'acknowledged']);
    expect(atTwo.types()).toEqual(['arrived']);
    expect(atThird.types()).toEqual([]);
    const [arrived] = atOne.received;
    expect(arrived?.body).toEqual({
      id: arrived?.id,
      type: 'arrived',
      at: world.app.clock.now().toISOString(),
      unitId: one.id,
      fact: null,
      actingUnitId: office.id,
      otherUnitId: one.id,
      deliveryId,
      documentId,
      receipt: null,
    });
    const acknowledged = atOffice.received[2]?.body;
    const { rows } = await world.app.db.query<{ id: string; seq: string }>(
      `select id, seq from receipt where delivery_id = $1 and fact = 'acknowledged'`,
      [deliveryId],
    );
    expect(acknowledged).toMatchObject({ fact: 'acknowledged', unitId: office.id, actingUnitId: one.id });
    expect(acknowledged?.receipt).toEqual({ id: rows[0]?.id, seq: Number(rows[0]?.seq) });
    const all = [...atOffice.received, ...atOne.received, ...atTwo.received];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { text } of all) {
      expect(text).not.toMatch(/kín|TB|Văn thư/);
      expect(Buffer.byteLength(text)).toBeLessThan(1024);
    }
    expect((await log(world, hook.id)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('of a scheduled dispatch come when it goes out', async () => {
    const receiver = await aReceiver();
    await aHook(world, one.id, receiver.url);
    const at = new Date(world.app.clock.now().getTime() + HOUR);
    await aDispatch(world, [one, two], at.toISOString());
    await send(world.app);
    expect(receiver.types()).toEqual([]);
    world.app.clock.advance(HOUR);
    await world.app.get(Jobs).drain();
    await send(world.app);
    expect(receiver.types()).toEqual(['arrived']);
  });

  it('of a copy that goes on paper do not say that it has arrived', async () => {
    const { id } = await aUnit(world.app, { parentId: office.id, kind: 'body', channel: 'paper' });
    const [atOffice, there] = [await aReceiver(), await aReceiver()];
    await aHook(world, office.id, atOffice.url);
    await aHook(world, id, there.url);
    await aDispatch(world, [one, { id }]);
    await send(world.app);
    expect([atOffice.types(), there.types()]).toEqual([['dispatched'], []]);
  });

  it('are rolled back with the fact', async () => {
    await aHook(world, office.id, (await aReceiver()).url);
    const documentId = await aDispatch(world, [one]);
    const count = async () => (await world.app.db.query(`select from webhook_event`)).rowCount;
    const before = await count();
    await api(world.app).as(office.clerk).post(`/outgoing-documents/${documentId}/dispatches`, {}).expect(409);
    const client = await world.app.db.connect();
    await client.query('begin');
    await client.query(
      `select append_receipts($1, jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'fact', 'opened', 'at', now(), 'revision', 1,
         'detail', '{}'::jsonb, 'leaf', '00')))`,
      [office.id],
    );
    expect((await client.query(`select from webhook_event`)).rowCount).toBe((before ?? 0) + 1);
    await client.query('rollback');
    client.release();
    expect(await count()).toBe(before);
  });
});

describe('a signature', () => {
  it('is that of Standard Webhooks, under the old secret too for a day after it was replaced', async () => {
    const receiver = await aReceiver();
    const { id, secret } = await aHook(world, one.id, receiver.url);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { body: seen } = await admin().get(`/webhooks/${id}`).expect(200);
    expect(JSON.stringify(seen)).not.toContain(secret);
    const pinged = async () => {
      await admin().post(`/webhooks/${id}/pings`).expect(201);
      await send(world.app);
      const last = receiver.received.at(-1);
      if (!last) throw new Error('nothing came');
      return last;
    };
    const first = await pinged();
    expect([first.body.type, first.signatures.length, rightSignatures(secret, first)]).toEqual(['ping', 1, 1]);
    expect(first.timestamp).toBe(Math.floor(world.app.clock.now().getTime() / 1000));
    expect(rightSignatures(secret, { ...first, text: `${first.text} ` })).toBe(0);

    const replaced = await admin().post(`/webhooks/${id}/secrets`).set('if-match', '"1"').expect(201);
    await admin().post(`/webhooks/${id}/secrets`).set('if-match', '"1"').expect(412);
    const { secret: newSecret } = replaced.body as { secret: string };
    const both = await pinged();
    expect([both.signatures.length, rightSignatures(secret, both), rightSignatures(newSecret, both)]).toEqual([
      2, 1, 1,
    ]);
    world.app.clock.advance(24 * HOUR);
    const later = await pinged();
    expect([later.signatures.length, rightSignatures(secret, later), rightSignatures(newSecret, later)]).toEqual([
      1, 0, 1,
    ]);
  });

  it('has a secret that no table holds, and that a repeated call is shown again', async () => {
    const receiver = await aReceiver();
    const create = () =>
      admin()
        .post('/webhooks', { unitId: one.id, url: receiver.url, events: ['arrived'] })
        .set('idempotency-key', 'webhook-once')
        .expect(201);
    const [first, again] = [(await create()).body, (await create()).body] as { secret: string }[];
    expect(again).toEqual(first);
    const { rows } = await world.app.db.query<{ text: string }>(
      `select string_agg(w::text, '') || (select string_agg(a::text, '') from answered_request a) as text from webhook w`,
    );
    expect(rows[0]?.text).not.toContain(first?.secret.slice(6));
  });
});

describe('sending', () => {
  it('waits for a receiver that is down, then sends everything once and in order', async () => {
    const receiver = await aReceiver();
    const { port } = receiver;
    const { id } = await aHook(world, one.id, receiver.url);
    await receiver.stop();
    const documents = [];
    for (let i = 0; i < 3; i++) {
      documents.push(await aDispatch(world, [one]));
      await send(world.app);
    }
    const [last, , first] = await log(world, id);
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, tries: [{ status: null, error: 'ECONNREFUSED' }] });
    expect(last).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ failingSince: expect.any(String) });
    world.app.clock.advance(5000);
    await send(world.app);
    expect((await log(world, id)).at(-1)?.attempts).toBe(2);

    const back = await aReceiver(port);
    await send(world.app);
    expect(back.received).toEqual([]);
    world.app.clock.advance(30_000);
    await send(world.app);
    expect(back.received.map(({ body }) => body.documentId)).toEqual(documents);
    world.app.clock.advance(HOUR);
    await send(world.app);
    expect(back.received.length).toBe(3);
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ failingSince: null });
  });

  it('goes on past an event the receiver cannot take, after four tries', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    const poison = await aDispatch(world, [one]);
    receiver.answer = (response, { body }) =>
      void response.writeHead(body.documentId === poison ? 422 : 200, { 'retry-after': '1' }).end('không nhận');
    const good = await aDispatch(world, [one]);
    for (let i = 0; i < 3; i++) {
      await send(world.app);
      expect(receiver.received.map(({ body }) => body.documentId)).not.toContain(good);
      world.app.clock.advance(10 * 60_000);
    }
    await send(world.app);
    expect(receiver.received.map(({ body }) => body.documentId)).toContain(good);
    for (let i = 0; i < 8; i++) {
      world.app.clock.advance(24 * HOUR);
      await aDispatch(world, [one]);
      await send(world.app);
    }
    const line = (await log(world, id)).find(({ state }) => state !== 'done');
    expect(line).toMatchObject({ state: 'failed', attempts: 12, nextAt: null });
    expect(line?.tries[0]).toMatchObject({ status: 422, answer: 'không nhận' });
  });

  it('repeats what a crash left unwritten, under the same id', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    await aDispatch(world, [one]);
    // As if the process had died between the post and the row: its hold on the lane is gone when it wants to write.
    receiver.answer = async (response) => {
      await world.app.db.query(`update webhook_lane set holder = gen_random_uuid() where webhook_id = $1`, [id]);
      response.writeHead(200).end();
    };
    await send(world.app);
    expect(await log(world, id)).toMatchObject([{ state: 'waiting', attempts: 0, tries: [] }]);
    await send(world.app);
    expect(receiver.received.length).toBe(1);
    receiver.answer = (response) => void response.writeHead(200).end();
    world.app.clock.advance(60_000);
    await send(world.app);
    expect(receiver.received.map((received) => received.id)).toEqual(Array(2).fill(receiver.received[0]?.id));
    expect(await log(world, id)).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('is done by one process at a time', async () => {
    const other = await startTestApp({ database: world.app.database, clock: world.app.clock, config: LOOPBACK });
    const receiver = await aReceiver();
    await aHook(world, one.id, receiver.url);
    let open = 0;
    let most = 0;
    receiver.answer = async (response) => {
      most = Math.max(most, ++open);
      await other.db.query('select pg_sleep(0.01)');
      open--;
      response.writeHead(200).end();
    };
    for (let i = 0; i < 8; i++) await aDispatch(world, [one]);
    await Promise.all([send(world.app), send(other), send(world.app), send(other)]);
    await send(world.app);
    await other.stop();
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(8);
    expect([receiver.received.length, most]).toEqual([8, 1]);
  });

  it('begins by itself where jobs run', async () => {
    const config = { ...LOOPBACK, JOBS_CONCURRENCY: '1' };
    const worker = await startTestApp({ database: world.app.database, clock: world.app.clock, config });
    const receiver = await aReceiver();
    await aHook(world, one.id, receiver.url);
    const told = new Promise<void>((arrived) => {
      receiver.answer = (response) => {
        response.writeHead(200).end();
        arrived();
      };
    });
    await aDispatch(world, [one]);
    await told;
    // What is on its way is written down before the process ends.
    await worker.stop();
    await send(world.app);
    expect(receiver.types()).toEqual(['arrived']);
  });

  it('is not held up by a slow receiver', async () => {
    const [slow, quick] = [await aReceiver(), await aReceiver()];
    await aHook(world, one.id, slow.url);
    await aHook(world, two.id, quick.url);
    let finish = () => undefined as void;
    const asked = new Promise<void>((arrived) => {
      slow.answer = (response) => {
        finish = () => void response.writeHead(200).end();
        arrived();
      };
    });
    await aDispatch(world, [one, two]);
    const sending = send(world.app);
    await asked;
    const told = new Promise<void>((arrived) => {
      quick.answer = (response) => {
        response.writeHead(200).end();
        if (quick.received.length === 2) arrived();
      };
    });
    await aDispatch(world, [two]);
    await world.app.get(WebhookRunner).start();
    await told;
    expect([slow.received.length, quick.received.length]).toEqual([1, 2]);
    finish();
    await sending;
    await world.app.get(WebhookRunner).settle();
  });

  it('follows no redirect and reads no endless answer', async () => {
    const [receiver, target] = [await aReceiver(), await aReceiver()];
    const { id } = await aHook(world, one.id, receiver.url);
    receiver.answer = (response) => void response.writeHead(307, { location: target.url }).end();
    await aDispatch(world, [one]);
    await send(world.app);
    expect(target.received).toEqual([]);
    expect(await log(world, id)).toMatchObject([{ state: 'waiting', tries: [{ status: 307 }] }]);

    receiver.answer = (response) => {
      response.writeHead(200);
      const more = () => response.destroyed || response.write('x'.repeat(4096), () => setImmediate(more));
      more();
    };
    await admin().post(`/webhooks/${id}/pings`).expect(201);
    await admin().post(`/webhooks/${id}/pings`).expect(200);
    await send(world.app);
    const lines = await log(world, id);
    expect(lines.map(({ state }) => state)).toEqual(['done', 'done']);
    for (const { tries } of lines) expect(tries.map(({ answer }) => answer)).toContain('x'.repeat(1024));
  });
});

describe('a webhook', () => {
  const mails = async () =>
    (
      await world.app.db.query<{ subject: string; recipient_address: string }>(
        `select subject, recipient_address from mail_message where purpose = 'webhooks.switched-off' order by created_at`,
      )
    ).rows;

  it('that fails for days is switched off, and its administrators are told', async () => {
    await world.app.db.query(`update account set email = 'quantri@gnvb.example' where id = $1`, [world.admin.id]);
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    receiver.answer = (response) => void response.writeHead(500).end();
    await aDispatch(world, [one]);
    await send(world.app);
    world.app.clock.advance(71 * HOUR);
    await send(world.app);
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ active: true });
    world.app.clock.advance(HOUR);
    await send(world.app);
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ active: false, offWhy: 'failing', version: 2 });
    expect(await mails()).toEqual([
      { subject: `Đã tắt địa chỉ nhận tin 127.0.0.1:${receiver.port}`, recipient_address: 'quantri@gnvb.example' },
    ]);
    await aDispatch(world, [one]);
    await admin().post(`/webhooks/${id}/pings`).expect(409);
    const count = receiver.received.length;
    receiver.answer = (response) => void response.writeHead(200).end();
    await admin().patch(`/webhooks/${id}`, { active: true }).set('if-match', '"2"').expect(200);
    await send(world.app);
    expect(receiver.received.length).toBe(count + 1);
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({
      active: true,
      offWhy: null,
      failingSince: null,
    });
  });

  it('that answers 410 is switched off at once', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    receiver.answer = (response) => void response.writeHead(410).end();
    await aDispatch(world, [one]);
    await send(world.app);
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ active: false, offWhy: 'gone' });
  });

  it('that was deleted is sent nothing more', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    await aDispatch(world, [one]);
    await admin().delete(`/webhooks/${id}`).expect(204);
    await admin().delete(`/webhooks/${id}`).expect(204);
    await aDispatch(world, [one]);
    await send(world.app);
    expect(receiver.received).toEqual([]);
    expect(await log(world, id)).toMatchObject([{ state: 'cancelled' }]);
    for (const act of ['pings', 'replays'])
      await admin()
        .post(`/webhooks/${id}/${act}`, act === 'pings' ? {} : { since: '2020-01-01T00:00:00Z' })
        .expect(409);
    await admin().patch(`/webhooks/${id}`, { active: true }).set('if-match', '"2"').expect(409);
  });

  it('of a closed unit is sent nothing more, and ends', async () => {
    const unit = await aStaffedUnit(world.app, { parentId: office.id, name: 'Chi đoàn sắp giải thể' });
    const receiver = await aReceiver();
    const { id } = await aHook(world, unit.id, receiver.url);
    await aDispatch(world, [unit]);
    const today = new Date(world.app.clock.now().getTime() + 7 * HOUR).toISOString().slice(0, 10);
    await world.app.db.query(`update unit set closed_on = $2 where id = $1`, [unit.id, today]);
    await send(world.app);
    expect(receiver.received).toEqual([]);
    await world.app.get(CloseWebhooks).run();
    expect((await admin().get(`/webhooks/${id}`)).body).toMatchObject({ active: false, closedAt: expect.any(String) });
    await admin()
      .post('/webhooks', { unitId: unit.id, url: receiver.url, events: ['arrived'] })
      .expect(409);
  });

  it('sends again what is asked for, under the old ids', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    await aDispatch(world, [one]);
    world.app.clock.advance(60_000);
    const since = world.app.clock.now().toISOString();
    await aDispatch(world, [one]);
    world.app.clock.advance(60_000);
    await aDispatch(world, [one]);
    await send(world.app);
    const ids = receiver.received.map((received) => received.id);
    const replay = (body: object) => admin().post(`/webhooks/${id}/replays`, body);
    expect((await replay({ eventId: ids[0] }).expect(201)).body).toEqual({ count: 1, nextSince: null });
    await send(world.app);
    expect((await replay({ since }).expect(201)).body).toEqual({ count: 2, nextSince: null });
    await send(world.app);
    expect(receiver.received.map((received) => received.id)).toEqual([...ids, ids[0], ids[1], ids[2]]);
    await replay({}).expect(400);
    await replay({ since, eventId: ids[0] }).expect(400);
    await replay({ eventId: '0badcafe-0000-4000-8000-000000000000' }).expect(404);
  });

  it('forgets after a month what has ended', async () => {
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    await aDispatch(world, [one]);
    await send(world.app);
    world.app.clock.advance(30 * 24 * HOUR);
    await world.app.get(ForgetWebhookEvents).run();
    expect((await log(world, id)).length).toBe(1);
    world.app.clock.advance(1);
    await world.app.get(ForgetWebhookEvents).run();
    expect(await log(world, id)).toEqual([]);
  });

  it('is one of ten at most, and only where it may be', async () => {
    const unit = world.org.units[2] as StaffedUnit;
    const create = (url: string) => admin().post('/webhooks', { unitId: unit.id, url, events: ['arrived'] });
    for (const [url, code] of [
      ['http://10.0.0.1/', 'webhooks.address-refused'],
      ['https://169.254.169.254/', 'webhooks.address-refused'],
      ['https://localhost/', 'webhooks.address-refused'],
      ['https://a:b@93.184.216.34/', 'webhooks.credentials-in-url'],
      ['https://93.184.216.34:22/', 'webhooks.port-refused'],
      ['ftp://93.184.216.34/', 'request.invalid'],
    ] as const)
      expect((await create(url)).body).toMatchObject({ code });
    const made = [];
    for (let i = 0; i < 10; i++)
      made.push((await create(`https://93.184.216.34/${i}`).expect(201)).body as { id: string });
    expect((await create('https://93.184.216.34/x').expect(409)).body).toMatchObject({ code: 'webhooks.too-many' });
    const { body: page } = await admin().get(`/webhooks?unitId=${unit.id}&limit=4`).expect(200);
    const { items, next } = page as { items: { id: string }[]; next: string };
    const { body: rest } = await admin().get(`/webhooks?unitId=${unit.id}&after=${next}`).expect(200);
    const shown = [...items, ...(rest as { items: { id: string }[] }).items].map(({ id }) => id);
    expect(shown.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    const { rows } = await world.app.db.query<{ text: string }>(
      `select string_agg(detail::text, '') as text from audit_entry`,
    );
    expect(rows[0]?.text).not.toContain('bi-mat');
  });
});

describe('the way out', () => {
  it('goes by the address a name has when it is connected to, not by the one it had before', async () => {
    const app = await startTestApp({ database: world.app.database, clock: world.app.clock });
    const receiver = await aReceiver();
    let answers = [{ address: '93.184.216.34', family: 4 }];
    for (const each of [app, world.app]) each.get(NameResolver).resolve = async () => answers;
    const hook = await aHook({ ...world, app }, one.id, `http://hook.gnvb.example:${receiver.port}/`);
    await aDispatch(world, [one]);
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::ffff:127.0.0.1'], ['::1']]) {
      answers = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      await admin().post(`/webhooks/${hook.id}/pings`);
      await send(app);
    }
    expect(receiver.received).toEqual([]);
    const tries = (await log(world, hook.id)).flatMap((line) => line.tries);
    expect(tries.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tries.map(({ error }) => error))).toEqual(new Set(['address-refused']));
    answers = [{ address: '127.0.0.1', family: 4 }];
    await admin().post(`/webhooks/${hook.id}/pings`);
    await send(world.app);
    expect(receiver.types().toSorted()).toEqual(['arrived', 'ping']);
    answers = [{ address: '10.1.1.1', family: 4 }];
    const body = { unitId: one.id, url: 'http://hook.gnvb.example/', events: ['arrived'] };
    expect((await admin().post('/webhooks', body).expect(422)).body).toMatchObject({
      code: 'webhooks.address-refused',
    });
    answers = [];
    expect((await admin().post('/webhooks', body).expect(422)).body).toMatchObject({ code: 'webhooks.name-not-found' });
    await app.stop();
  });

  it('is closed to a literal address whatever was registered', async () => {
    const app = await startTestApp({ database: world.app.database, clock: world.app.clock });
    const receiver = await aReceiver();
    const { id } = await aHook(world, one.id, receiver.url);
    await aDispatch(world, [one]);
    await send(app);
    expect([receiver.received, (await log(world, id))[0]?.tries[0]?.error]).toEqual([[], 'address-refused']);
    await app.stop();
  });
});

describe('what it costs', () => {
  beforeEach(async () => {
    await world.app.db.query(`update webhook set active = false`);
  });

  it('is no round trip more for the act that is told of', async () => {
    const { default: pg } = await import('pg');
    type Ask = (this: unknown, ...rest: unknown[]) => unknown;
    const prototype = pg.Client.prototype as unknown as { query: Ask };
    const { query } = prototype;
    let asked = 0;
    prototype.query = function (...rest) {
      asked++;
      return query.apply(this, rest);
    };
    try {
      const countOf = async (): Promise<number[]> => {
        const documentId = await aDispatch(world, [one, two]);
        const dispatching = asked;
        asked = 0;
        const deliveryId = await deliveryAt(world, documentId, one.id);
        await api(world.app).as(one.clerk).post(`/incoming-documents/${deliveryId}/acknowledgement`).expect(201);
        const acknowledging = asked;
        asked = 0;
        return [dispatching, acknowledging];
      };
      await countOf();
      const before = await countOf();
      const receiver = await aReceiver();
      await aHook(world, one.id, receiver.url);
      asked = 0;
      expect(await countOf()).toEqual(before);
    } finally {
      prototype.query = query;
    }
  });
});
