import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anotherSession, aPerson, aUnit, type Person } from '../support/people.ts';

let app: TestApp;
let people: Person[];
beforeAll(async () => {
  app = await startTestApp();
  const units = await Promise.all(Array.from({ length: 5 }, () => aUnit(app)));
  people = await Promise.all(
    Array.from({ length: 40 }, (_, i) => aPerson(app, [[units[i % 5]?.id ?? '', i % 2 ? 'clerk' : 'member']])),
  );
});
afterAll(() => app.stop());

interface Told {
  readonly id: string;
  readonly account: { readonly id: string };
  readonly posts: readonly { readonly id: string }[];
}

/** Asked with bare fetch: hundreds at once, each on its own. */
async function whoAmI(token: string): Promise<{ status: number; told: Told }> {
  const answer = await fetch(`${app.url}/api/v1/sessions/current`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, told: (await answer.json()) as Told };
}

it('tells each of a crowd who they are, and never somebody else', async () => {
  const asked = Array.from({ length: 400 }, (_, i) => people[(i * 7) % people.length] as Person);
  const found = await Promise.all(asked.map((person) => whoAmI(person.token())));
  expect(found.map(({ told }) => [told.account?.id, told.id, told.posts?.map(({ id }) => id)])).toEqual(
    asked.map(({ id, sessionId, postIds }) => [id, sessionId, postIds]),
  );
});

it('refuses in the same crowd who has no session, and nobody else', async () => {
  const [owner, other] = people as [Person, Person];
  const revoked = await anotherSession(app, owner);
  await app.db.query(`update session set revoked_at = $2 where id = $1`, [revoked.sessionId, app.clock.now()]);
  const ended = await anotherSession(app, owner);
  await app.db.query(`update session set expires_at = $2 where id = $1`, [ended.sessionId, app.clock.now()]);
  // Signed by us, but account and session are two persons'.
  const mixed = app.get(AccessTokens).sign(other.id, owner.sessionId).text;
  const outside = new Set([revoked.token(), ended.token(), mixed]);
  const tokens = people.flatMap((person, i) => [person.token(), [...outside][i % 3] as string]);
  const found = await Promise.all(tokens.map(whoAmI));
  expect(found.map(({ status }) => status)).toEqual(tokens.map((token) => (outside.has(token) ? 401 : 200)));
});

it('holds a revocation from the next call on, whatever is asked beside it', async () => {
  const busy = async (until: { done: boolean }) => {
    while (!until.done) await Promise.all(people.slice(0, 8).map((person) => whoAmI(person.token())));
  };
  const until = { done: false };
  const noise = busy(until);
  try {
    for (let i = 0; i < 10; i++) {
      const leaving = await anotherSession(app, people[i] as Person);
      expect((await whoAmI(leaving.token())).status).toBe(200);
      await api(app).as(leaving).delete('/sessions/current').expect(204);
      expect((await whoAmI(leaving.token())).status).toBe(401);
    }
  } finally {
    until.done = true;
    await noise;
  }
});
