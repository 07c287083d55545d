import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProjectionVerifier } from '../../src/incoming/projection-verifier.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { LookAtAllUnits } from '../../src/custody/vacancies.job.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, aStaffedUnit, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { anotherSession, aPerson, aUnit, type Person } from '../support/people.ts';

let app: TestApp;
let org: Organisation;
let unit: StaffedUnit;
let admin: Person;

beforeAll(async () => {
  app = await startTestApp();
  org = await anOrganisation(app, 1);
  [unit] = org.units as [StaffedUnit];
  admin = await aPerson(app, [[org.office.id, 'admin']], { email: 'quantri@gnvb.example' });
});
afterAll(() => app.stop());

const as = (person: Person) => api(app).as(person);
const minutes = (count: number) => app.clock.set(new Date(app.clock.now().getTime() + count * 60_000));
const inMinutes = (count: number) => new Date(app.clock.now().getTime() + count * 60_000).toISOString();

/** A document of the office at a unit. @returns the delivery */
async function anArrival(at: { readonly id: string } = unit): Promise<string> {
  const { clerk, leader } = org.office;
  const recipients = [{ target: 'unit', unitId: at.id, purpose: 'act' }];
  const draft = await as(clerk).post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Mật danh', recipients });
  const { id } = draft.body as { id: string };
  await as(clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
  await as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  const { rows } = await app.db.query<{ id: string }>(`select id from delivery where document_id = $1`, [id]);
  return rows[0]?.id ?? '';
}

interface Part {
  readonly lead: Person;
  readonly cooperate?: readonly Person[];
}

async function anAssigned({ lead, cooperate = [] }: Part): Promise<string> {
  const id = await anArrival();
  await as(unit.clerk).post(`/incoming-documents/${id}/registration`).expect(201);
  const people = { leadAccountId: lead.id, cooperateAccountIds: cooperate.map((person) => person.id) };
  await as(unit.leader)
    .post(`/incoming-documents/${id}/assignments`, { ...people, instruction: 'Chủ trì' })
    .expect(201);
  return id;
}

const handOver = (from: Person, to: Person, more: object = {}, by = admin) =>
  as(by).post(`/accounts/${from.id}/handovers`, { successorId: to.id, reason: 'Chuyển công tác', ...more });

const peopleOf = async (deliveryId: string) => {
  const { body } = await as(unit.clerk).get(`/incoming-documents/${deliveryId}`).expect(200);
  return body as { assignment: { people: { accountId: string; part: string }[] } & Record<string, unknown> };
};

describe('handing over', () => {
  it('moves posts, open work and drafts, ends delegations and sessions, and keeps the history', async () => {
    const leaving = await aPerson(app, [
      [unit.id, 'member'],
      [unit.id, 'leader'],
    ]);
    const successor = await aPerson(app, [[unit.id, 'member']]);
    const led = await anAssigned({ lead: leaving, cooperate: [successor] });
    const helped = await anAssigned({ lead: unit.member, cooperate: [leaving] });
    const finished = await anAssigned({ lead: leaving });
    await as(leaving).post(`/incoming-documents/${finished}/completion`, {}).expect(201);
    const draft = await as(leaving).post('/outgoing-documents', { typeCode: 'bao_cao', subject: 'Mật danh' });
    const { id: draftId } = draft.body as { id: string };
    const period = { endsAt: inMinutes(600), reason: 'Nghỉ phép' };
    const given = await as(leaving)
      .post('/delegations', { postId: leaving.postIds[1], receiverId: unit.clerk.id, ...period })
      .expect(201);
    await as(unit.member)
      .post('/delegations', { postId: unit.member.postIds[0], receiverId: leaving.id, ...period })
      .expect(201);
    minutes(1);

    const preview = await as(admin).get(`/accounts/${leaving.id}/obligations`).expect(200);
    expect(preview.body).toMatchObject({
      posts: expect.arrayContaining([
        expect.objectContaining({ role: 'member' }),
        expect.objectContaining({ role: 'leader' }),
      ]),
      deliveries: [{ deliveryId: led }, { deliveryId: helped }].toSorted((a, b) =>
        a.deliveryId < b.deliveryId ? -1 : 1,
      ),
      drafts: [{ documentId: draftId, state: 'draft' }],
    });
    expect(JSON.stringify(preview.body)).not.toContain('Mật danh');

    const done = await handOver(leaving, successor).set('idempotency-key', 'ban-giao').expect(201);
    const { person: _, ...open } = preview.body as object & { person: unknown };
    expect(done.body).toMatchObject({ ...open, postsGiven: 1, delegationsEnded: 2, signedOut: true });
    const again = await handOver(leaving, successor).set('idempotency-key', 'ban-giao').expect(201);
    expect(again.body).toEqual(done.body);
    await as(leaving).get('/sessions/current').expect(401);

    const now = app.clock.now().toISOString();
    const { body: before } = await as(admin).get(`/accounts/${leaving.id}`).expect(200);
    expect(before).toMatchObject({ posts: [{ endsAt: now }, { endsAt: now }] });
    const { body: after } = await as(admin).get(`/accounts/${successor.id}`).expect(200);
    expect(after).toMatchObject({
      posts: [
        { role: 'member', endsAt: null },
        { role: 'leader', title: 'Bí thư', startsAt: now, endsAt: null },
      ],
    });

    const moved = await peopleOf(led);
    expect(moved).toMatchObject({
      assignment: {
        people: [{ accountId: successor.id, part: 'lead' }],
        instruction: 'Chủ trì',
        assignedBy: unit.leader.displayName,
        handedOverFrom: leaving.displayName,
      },
    });
    expect((await peopleOf(helped)).assignment.people).toEqual([
      expect.objectContaining({ accountId: unit.member.id, part: 'lead' }),
      expect.objectContaining({ accountId: successor.id, part: 'cooperate' }),
    ]);
    expect((await peopleOf(finished)).assignment.people).toMatchObject([{ accountId: leaving.id }]);
    const { rows: kept } = await app.db.query(
      `select p.account_id from assignment a join assignment_person p on p.assignment_id = a.id
       where a.delivery_id = $1 and a.replaced_at = $2 and p.part = 'lead'`,
      [led, app.clock.now()],
    );
    expect(kept).toEqual([{ account_id: leaving.id }]);
    await as(successor).post(`/incoming-documents/${led}/completion`, {}).expect(201);
    const shown = await as(successor).get(`/outgoing-documents/${draftId}`).expect(200);
    expect(shown.body).toMatchObject({
      draftedBy: successor.id,
      steps: [
        { act: 'draft', accountName: leaving.displayName },
        { act: 'handOver', reason: 'Chuyển công tác' },
      ],
    });
    const { id: delegationId } = given.body as { id: string };
    const { body: ended } = await as(unit.clerk).get(`/delegations/${delegationId}`).expect(200);
    expect(ended).toMatchObject({ state: 'ended', endedBy: { accountId: admin.id } });
    const { body: log } = await as(admin)
      .get(`/audit-entries?subjectId=${leaving.id}&act=account.hand-over`)
      .expect(200);
    expect(log).toMatchObject({ items: [{ detail: { successorId: successor.id, deliveries: 2, drafts: 1 } }] });
    expect((await app.get(ChainVerifier).verifyAll()).faults).toEqual([]);
    expect((await app.get(ProjectionVerifier).verifyAll()).faults).toEqual([]);
  });

  it('of one post leaves the others and the sessions', async () => {
    const other = await aUnit(app, { parentId: org.office.id });
    const person = await aPerson(app, [
      [unit.id, 'member'],
      [other.id, 'member'],
    ]);
    const done = await handOver(person, unit.clerk, { postIds: [person.postIds[1]?.toUpperCase()] }).expect(201);
    expect(done.body).toMatchObject({ posts: [{ unitId: other.id }], signedOut: false });
    const { body } = await as(person).get('/sessions/current').expect(200);
    expect(body).toMatchObject({ posts: [{ unitId: unit.id }] });
  });

  it('of an administrator’s post needs a successor who can sign in where there is nobody above', async () => {
    await handOver(org.office.admin, unit.clerk).expect(409);
    const { body } = await as(org.office.admin).get('/sessions/current').expect(200);
    expect(body).toMatchObject({ posts: [{ role: 'admin' }] });
  });

  it.each<[string, (person: Person) => readonly [Person, object, Person], string]>([
    ['to the same person', (person) => [person, {}, admin], '422 custody.to-themselves'],
    ['to the administrator who does it', () => [admin, {}, admin], '403 accounts.own-post'],
    ['to nobody', () => [unit.clerk, { successorId: unit.id }, admin], '422 custody.no-successor'],
    [
      'of a post that is not theirs',
      () => [unit.clerk, { postIds: [unit.leader.postIds[0]] }, admin],
      '404 request.not-found',
    ],
    ['by somebody of the unit', () => [unit.clerk, {}, unit.leader], '403 access.role-needed'],
  ])('%s is refused, and nothing has changed', async (_, ask, code) => {
    const person = await aPerson(app, [[unit.id, 'member']]);
    const [to, more, by] = ask(person);
    const answer = await handOver(person, to, more, by);
    expect(`${answer.status} ${(answer.body as { code: string }).code}`).toBe(code);
    await as(person).get('/incoming-documents').expect(200);
  });

  it('twice finds nothing left, and a locked successor takes nothing', async () => {
    const person = await aPerson(app, [[unit.id, 'member']]);
    const locked = await aPerson(app, [[unit.id, 'member']]);
    await as(admin).patch(`/accounts/${locked.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200);
    await handOver(person, locked).expect(422);
    const both = await Promise.all([handOver(person, unit.clerk), handOver(person, unit.leader)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe('a unit where nobody is left', () => {
  interface Vacancy {
    readonly unitId: string;
    readonly since: string;
    readonly waiting: number;
  }
  const drain = () => app.get(Jobs).drain();
  const vacancyOf = async ({ id }: { readonly id: string }): Promise<Vacancy | undefined> => {
    const { body } = await as(admin).get('/unit-vacancies?limit=200').expect(200);
    return (body as { items: Vacancy[] }).items.find(({ unitId }) => unitId === id);
  };
  const mailsAbout = async ({ name }: { readonly name: string }) =>
    (
      await app.db.query<{ recipient_address: string }>(
        `select recipient_address from mail_message where purpose = 'custody.vacancy' and subject like '%' || $1`,
        [name],
      )
    ).rows.map((row) => row.recipient_address);
  const endPost = (person: Person) =>
    as(admin).post(`/accounts/${person.id}/posts/${person.postIds[0]}/ending`).expect(201);
  const lock = (person: Person, status: string, version: number) =>
    as(admin).patch(`/accounts/${person.id}`, { status }).set('if-match', `"${version}"`).expect(200);

  it('is known at once, told once, and over when somebody is there again', async () => {
    const lonely = await aStaffedUnit(app, { parentId: org.office.id });
    await anArrival(lonely);
    minutes(1);
    await endPost(lonely.clerk);
    await endPost(lonely.leader);
    await drain();
    expect(await vacancyOf(lonely)).toBeUndefined();
    await lock(lonely.member, 'locked', 1);
    await drain();
    await drain();
    expect(await vacancyOf(lonely)).toMatchObject({ since: app.clock.now().toISOString(), waiting: 1 });
    await app.get(LookAtAllUnits).run();
    expect(await mailsAbout(lonely)).toEqual(['quantri@gnvb.example']);
    // What is sent there meanwhile waits, and the sender is warned before.
    const recipients = [{ target: 'unit', unitId: lonely.id, purpose: 'act' }];
    const draft = await as(org.office.clerk).post('/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'A',
      recipients,
    });
    const { id } = draft.body as { id: string };
    const { body: checks } = await as(org.office.clerk).get(`/outgoing-documents/${id}/pre-flight`).expect(200);
    expect(JSON.stringify(checks)).toContain('unmanned-units');
    await lock(lonely.member, 'active', 2);
    await drain();
    expect(await vacancyOf(lonely)).toBeUndefined();
    minutes(1);
    await lock(lonely.member, 'locked', 3);
    await drain();
    expect(await mailsAbout(lonely)).toHaveLength(2);
  });

  it('is found by night whatever emptied it, since its last post ended', async () => {
    const quiet = await aStaffedUnit(app, { parentId: org.office.id });
    const ended = app.clock.now();
    await app.db.query(`update post set ends_at = $2 where unit_id = $1`, [quiet.id, ended]);
    minutes(60);
    await app.get(LookAtAllUnits).run();
    expect(await vacancyOf(quiet)).toMatchObject({ since: ended.toISOString() });
    await as(admin)
      .post('/accounts', {
        username: `moi.${quiet.code}`,
        displayName: 'Văn thư mới',
        posts: [{ unitId: quiet.id, role: 'clerk', title: 'Văn thư' }],
      })
      .expect(201);
    await drain();
    expect(await vacancyOf(quiet)).toBeUndefined();
  });

  it('is on the list without an alarm when nobody was ever there; outside the system nobody needs to be', async () => {
    const fresh = await aUnit(app, { parentId: org.office.id });
    const paper = await aUnit(app, { parentId: org.office.id, kind: 'body', channel: 'paper' });
    await app.get(LookAtAllUnits).run();
    expect(await vacancyOf(fresh)).toBeDefined();
    expect(await mailsAbout(fresh)).toEqual([]);
    expect(await vacancyOf(paper)).toBeUndefined();
  });

  it('is not kept by a machine, an administrator or somebody’s own locked stand-in', async () => {
    const small = await aUnit(app, { parentId: org.office.id });
    const clerk = await aPerson(app, [[small.id, 'clerk']]);
    const keeper = await aPerson(app, [[small.id, 'admin']]);
    await as(admin)
      .post('/api-keys', {
        unitId: small.id,
        name: 'Máy',
        role: 'clerk',
        scopes: ['units:read'],
        expiresAt: inMinutes(600),
      })
      .expect(201);
    const period = { endsAt: inMinutes(600), reason: 'Nghỉ phép' };
    await as(clerk)
      .post('/delegations', { postId: clerk.postIds[0], receiverId: keeper.id, ...period })
      .expect(201);
    await drain();
    expect(await vacancyOf(small)).toBeUndefined();
    const session = await anotherSession(app, clerk);
    await lock(clerk, 'locked', 1);
    await as(session).get('/sessions/current').expect(401);
    await drain();
    expect(await vacancyOf(small)).toBeDefined();
  });

  it('is found after a handover that moved its last person’s post away', async () => {
    const gone = await aUnit(app, { parentId: org.office.id });
    const last = await aPerson(app, [[gone.id, 'clerk']]);
    const locked = await aPerson(app, [[gone.id, 'member']]);
    await handOver(last, unit.clerk).expect(201);
    await drain();
    expect(await vacancyOf(gone)).toBeUndefined();
    await lock(unit.clerk, 'locked', 1);
    await lock(locked, 'locked', 1);
    await drain();
    expect(await vacancyOf(gone)).toBeDefined();
    await lock(unit.clerk, 'active', 2);
  });
});
