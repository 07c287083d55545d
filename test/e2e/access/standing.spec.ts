import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { api, type Client } from '../../support/api.ts';
import { anotherSession, aPerson, type Person } from '../../support/people.ts';
import { versionOf } from './cases/outgoing.ts';
import { aDelivery, aDocument, REASON, type Written } from './subjects.ts';
import { aWorld, type World } from './world.ts';

// What was taken from somebody a moment ago is gone with the very next request: the same token, the same session.
let world: World;
let incoming: Written;
let outgoing: Written;
let draft: Written;
beforeAll(async () => {
  world = await aWorld();
  incoming = await aDelivery(world);
  outgoing = await aDocument(world, 'own', 'submitted');
  draft = await aDocument(world, 'own', 'draft');
});
afterAll(() => world?.app.stop());

const as = (person: Person): Client => api(world.app).as(person);
const leaderOf = (unitId: string): Promise<Person> => aPerson(world.app, [[unitId, 'leader']]);

/** Whether the person still reads and changes: the statuses of a few requests, each said once. */
async function standingOf(person: Person): Promise<number[]> {
  const client = as(person);
  const answers = [
    await client.get('/incoming-documents'),
    await client.get(`/incoming-documents/${incoming.id}`),
    await client.get(`/incoming-documents/${incoming.id}/attachments.zip`),
    await client.get(`/outgoing-documents/${outgoing.id}`),
    await client.patch(`/outgoing-documents/${draft.id}`, {}).set('if-match', `"${await versionOf(world, draft.id)}"`),
  ];
  return [...new Set(answers.map(({ status }) => status))];
}

const endPost = ({ id, postIds }: Person) =>
  as(world.own.admin).post(`/accounts/${id}/posts/${postIds[0]}/ending`).expect(201);

describe('whoever lost', () => {
  it('the only post is refused by the guard', async () => {
    const person = await leaderOf(world.units.own.id);
    expect(await standingOf(person)).toEqual([200]);
    await endPost(person);
    expect(await standingOf(person)).toEqual([403]);
  });

  it('one of two posts finds nothing at that unit any more', async () => {
    const person = await aPerson(world.app, [
      [world.units.own.id, 'leader'],
      [world.units.other.id, 'leader'],
    ]);
    expect(await standingOf(person)).toEqual([200]);
    await endPost(person);
    const client = as(person);
    await client.get(`/incoming-documents/${incoming.id}`).expect(404);
    await client.get(`/incoming-documents?unitId=${world.units.own.id}`).expect(404);
    await client.post(`/outgoing-documents/${outgoing.id}/sending-back`, REASON).expect(404);
    await client.post('/groups', { unitId: world.units.own.id, name: 'Nhóm' }).expect(404);
  });

  it('a post of more weight keeps what the other one allows', async () => {
    const person = await aPerson(world.app, [
      [world.units.own.id, 'leader'],
      [world.units.own.id, 'member'],
    ]);
    await endPost(person);
    await as(person).get(`/incoming-documents/${incoming.id}`).expect(200);
    await as(person).get(`/outgoing-documents/${outgoing.id}`).expect(404);
    await as(person).post(`/incoming-documents/${incoming.id}/acknowledgement`).expect(403);
  });

  it('the session, by ending it from elsewhere, is not signed in', async () => {
    const person = await leaderOf(world.units.own.id);
    const elsewhere = await anotherSession(world.app, person);
    expect(await standingOf(person)).toEqual([200]);
    await as(elsewhere).delete(`/sessions/${person.sessionId}`).expect(204);
    expect(await standingOf(person)).toEqual([401]);
    expect(await standingOf(elsewhere)).toEqual([200]);
  });

  it('the session, by signing out, is not signed in', async () => {
    const person = await leaderOf(world.units.own.id);
    await as(person).delete('/sessions/current').expect(204);
    expect(await standingOf(person)).toEqual([401]);
  });

  it('the account to a lock is not signed in, in any session', async () => {
    const person = await leaderOf(world.units.own.id);
    const elsewhere = await anotherSession(world.app, person);
    await as(world.own.admin).patch(`/accounts/${person.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200);
    expect(await standingOf(person)).toEqual([401]);
    expect(await standingOf(elsewhere)).toEqual([401]);
    await as(world.own.admin).patch(`/accounts/${person.id}`, { status: 'active' }).set('if-match', '"2"').expect(200);
    expect(await standingOf(person)).toEqual([401]);
  });

  it('the old password to an administrator is not signed in', async () => {
    const person = await leaderOf(world.units.own.id);
    await as(world.own.admin)
      .put(`/accounts/${person.id}/password`, { password: 'Cánh đồng lúa chín vàng' })
      .expect(204);
    expect(await standingOf(person)).toEqual([401]);
  });

  it('the days of the session is not signed in', async () => {
    const person = await leaderOf(world.units.own.id);
    await world.app.db.query(`update session set expires_at = $2 where id = $1`, [
      person.sessionId,
      world.app.clock.now(),
    ]);
    expect(await standingOf(person)).toEqual([401]);
  });
});

describe('an administrator', () => {
  it('has no say any more once the unit has moved away', async () => {
    const { block, superior } = world.units;
    const above = await aPerson(world.app, [[block.id, 'admin']]);
    const someone = await leaderOf(world.units.own.id);
    await as(above).get(`/accounts/${someone.id}`).expect(200);
    await move(world.units.own.id, superior.id);
    await as(above).get(`/accounts/${someone.id}`).expect(404);
    await as(above).patch(`/units/${world.units.own.id}`, { place: 'Hà Nội' }).set('if-match', '"1"').expect(404);
    await move(world.units.own.id, block.id);
  });

  it('has no say any more once the post has ended', async () => {
    const admin = await aPerson(world.app, [
      [world.units.own.id, 'admin'],
      [world.units.own.id, 'member'],
    ]);
    // The last administrator who could sign in is not let go.
    await world.app.db.query(`update account set password_hash = 'any' where id = $1`, [world.own.admin.id]);
    await endPost(admin);
    await as(admin)
      .patch(`/accounts/${world.own.clerk.id}`, { displayName: 'Khác' })
      .set('if-match', '"1"')
      .expect(403);
    await as(admin).get('/audit-entries').expect(403);
    expect((await as(admin).get(`/accounts/${world.own.clerk.id}`).expect(200)).body).toMatchObject({
      can: { manage: false },
    });
  });
});

const move = (unitId: string, parentId: string) =>
  world.app.get(UnitOfWork).run((tx) => tx.run(`update unit set parent_id = $2 where id = $1`, [unitId, parentId]));
