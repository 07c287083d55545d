import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fault, sendJson, type Answer } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';
import { aPerson, type Person } from '../../support/people.ts';

let world: World;
let colleague: Person;

beforeAll(async () => {
  world = await aWorld({ config: { DATABASE_POOL: '16' } });
  colleague = await aPerson(world.app, [[world.officeId, 'clerk']]);
});
afterAll(() => world.stop());

const ask = (key: string, body: unknown, path = '/api/v1/outgoing-documents', as = world.boss): Promise<Answer> =>
  sendJson(world.app, { method: 'POST', path, as, headers: { 'idempotency-key': key }, body: JSON.stringify(body) });
const rowsOf = async (table: string): Promise<number> =>
  Number((await world.app.db.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
const KEYED = { method: 'POST', path: '/api/v1/outgoing-documents' };

describe('the same key', () => {
  it('with the same body gets the same answer, byte for byte, and one effect', async () => {
    const before = await rowsOf('outgoing_document');
    const first = await ask('one', aDraft(world));
    const again = await ask('one', aDraft(world));
    expect([again.status, again.text, again.headers.etag]).toEqual([201, first.text, first.headers.etag]);
    expect(await rowsOf('outgoing_document')).toBe(before + 1);
  });

  it('gets its first answer although the row has changed since', async () => {
    const first = await ask('changed', aDraft(world));
    await sendJson(world.app, {
      method: 'POST',
      path: `/api/v1/outgoing-documents/${String(first.json?.['id'])}/submission`,
      as: world.boss,
      body: '{}',
    });
    expect((await ask('changed', aDraft(world))).text).toBe(first.text);
  });

  it('with another body or at another address is refused', async () => {
    await ask('two', aDraft(world));
    const id = await aDocument(world, 'issuance');
    const before = await rowsOf('outgoing_document');
    for (const answer of [
      await ask('two', { ...aDraft(world), subject: 'Khác' }),
      await ask('two', {}, `/api/v1/outgoing-documents/${id}/dispatches`),
      await ask('two', aDraft(world), '/api/v1/outgoing-documents?x=1'),
    ])
      expect([answer.status, answer.code]).toEqual([422, 'request.key-reused']);
    expect([await rowsOf('outgoing_document'), await rowsOf('dispatch')]).toEqual([before, 0]);
  });

  it('of two accounts never meets', async () => {
    const mine = await ask('shared', aDraft(world));
    const theirs = await ask('shared', { ...aDraft(world), subject: 'Khác' }, undefined, colleague);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.json?.['id']).not.toBe(theirs.json?.['id']);
  });

  it('is free again after a refusal, for the same body and for a corrected one', async () => {
    const wrong = { ...aDraft(world), typeCode: 'khong_co' };
    expect((await ask('corrected', wrong)).code).toBe('outgoing.unknown-type');
    expect((await ask('corrected', wrong)).code).toBe('outgoing.unknown-type');
    expect((await ask('corrected', { subject: 1 })).code).toBe('request.invalid');
    expect((await ask('corrected', aDraft(world))).status).toBe(201);
    expect((await ask('corrected', wrong)).code).toBe('request.key-reused');
  });

  it('does not outlive its sender’s right to ask', async () => {
    const person = await aPerson(world.app, [[world.officeId, 'clerk']]);
    expect((await ask('mine', aDraft(world), undefined, person)).status).toBe(201);
    await world.app.db.query(
      `update post set starts_at = starts_at - interval '1 day', ends_at = starts_at - interval '1 hour' where account_id = $1`,
      [person.id],
    );
    expect((await ask('mine', aDraft(world), undefined, person)).status).toBe(403);
  });

  it('a hundred times at once dispatches once, and every answer is the same', async () => {
    const path = `/api/v1/outgoing-documents/${await aDocument(world, 'issuance')}/dispatches`;
    const [dispatches, deliveries, mails] = [
      await rowsOf('dispatch'),
      await rowsOf('delivery'),
      await rowsOf('mail_message'),
    ];
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('hundred', {}, path)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect([await rowsOf('dispatch'), await rowsOf('delivery')]).toEqual([dispatches + 1, deliveries + 1]);
    expect(await rowsOf('mail_message')).toBeLessThanOrEqual(mails + 1);
  });

  it('a hundred times at once with a body of its own each takes one and refuses the others', async () => {
    const before = await rowsOf('outgoing_document');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => ask('many', { ...aDraft(world), subject: `Số ${i}` })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ code }) => code))).toEqual(
      new Set(['request.key-reused']),
    );
    expect(await rowsOf('outgoing_document')).toBe(before + 1);
  });
});

describe('a key', () => {
  it.each(['', ' ', 'a'.repeat(256), 'a'.repeat(300), 'a b', 'kh\u00f3a', '\u00ff', '\t', 'a,b c'])(
    'is refused when it is %j',
    async (key) => {
      const before = await rowsOf('outgoing_document');
      const answer = await ask(key, aDraft(world));
      expect([answer.status, answer.code, fault(KEYED, answer)]).toEqual([400, 'request.bad-idempotency-key', null]);
      expect(await rowsOf('outgoing_document')).toBe(before);
    },
  );

  it.each(['a'.repeat(255), '!~', "';--", '__proto__', '%00', '"'])('is taken when it is %j', async (key) => {
    expect((await ask(key, aDraft(world))).status).toBe(201);
  });

  it('given twice is refused', async () => {
    const answer = await sendJson(world.app, {
      ...KEYED,
      as: world.boss,
      headers: { 'idempotency-key': ['a1', 'a2'] },
      body: JSON.stringify(aDraft(world)),
    });
    expect(answer.code).toBe('request.bad-idempotency-key');
  });
});
