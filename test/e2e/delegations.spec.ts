import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProjectionVerifier } from '../../src/incoming/projection-verifier.ts';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { api, type SignedIn } from '../support/api.ts';
import { A_MONDAY, startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson, type Person } from '../support/people.ts';

interface Delegation {
  readonly id: string;
  readonly state: string;
}

let app: TestApp;
let org: Organisation;
let unit: StaffedUnit;
let stranger: StaffedUnit;

beforeAll(async () => {
  app = await startTestApp();
  org = await anOrganisation(app, 2);
  [unit, stranger] = org.units as [StaffedUnit, StaffedUnit];
});
afterAll(() => app.stop());

const as = (person: SignedIn) => api(app).as(person);
const minutes = (count: number) => app.clock.set(new Date(app.clock.now().getTime() + count * 60_000));
const inMinutes = (count: number) => new Date(app.clock.now().getTime() + count * 60_000).toISOString();
/** The token of this moment, for all calls to come: nothing is renewed or signed in again. */
const fixed = (person: Person): SignedIn => {
  const token = person.token();
  return { token: () => token };
};
const postOf = (person: Person): string => person.postIds[0] ?? '';

async function delegate(giver: Person, receiver: Person, more: object = {}, by: Person = giver): Promise<Delegation> {
  const body = { postId: postOf(giver), receiverId: receiver.id, endsAt: inMinutes(60), reason: 'Nghỉ phép', ...more };
  return (await as(by).post('/delegations', body).expect(201)).body as Delegation;
}
const end = (by: Person, { id }: Delegation) => as(by).post(`/delegations/${id}/ending`);

/** A document of the office that has arrived at the unit. @returns the delivery */
async function anArrival(): Promise<string> {
  const { clerk, leader } = org.office;
  const recipients = [{ target: 'unit', unitId: unit.id, purpose: 'act' }];
  const draft = await as(clerk)
    .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Rà soát', recipients })
    .expect(201);
  const { id } = draft.body as { id: string };
  await as(clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
  await as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  const { rows } = await app.db.query<{ id: string }>(`select id from delivery where document_id = $1`, [id]);
  return rows[0]?.id ?? '';
}

async function aRegistered(): Promise<string> {
  const id = await anArrival();
  await as(unit.clerk).post(`/incoming-documents/${id}/registration`).expect(201);
  return id;
}

const assign = (person: SignedIn, id: string, lead: Person = unit.member) =>
  as(person).post(`/incoming-documents/${id}/assignments`, { leadAccountId: lead.id, instruction: 'Chủ trì' });

const receiptOf = async (person: Person, deliveryId: string, fact: string) => {
  const { body } = await as(person).get(`/receipts?deliveryId=${deliveryId}`).expect(200);
  return (body as { items: Record<string, unknown>[] }).items.find((item) => item['fact'] === fact);
};

describe('acting for an absent colleague', () => {
  it('begins and ends in the middle of a session, and every act names both', async () => {
    const id = await aRegistered();
    const token = fixed(unit.member);
    await assign(token, id).expect(403);
    const endsAt = inMinutes(10);
    const made = await delegate(unit.leader, unit.member, { startsAt: inMinutes(2), endsAt });
    expect(made.state).toBe('upcoming');
    await assign(token, id).expect(403);
    minutes(2);
    const assigned = await assign(token, id).expect(201);
    expect(assigned.body).toMatchObject({
      assignment: { assignedBy: unit.member.displayName, assignedFor: unit.leader.displayName },
    });
    const { body: who } = await as(token).get('/sessions/current').expect(200);
    expect(who).toMatchObject({
      posts: [
        { role: 'member', delegation: null },
        {
          role: 'leader',
          delegation: { id: made.id, accountId: unit.leader.id, accountName: unit.leader.displayName, endsAt },
        },
      ],
    });
    minutes(8);
    await assign(token, id).expect(403);
    expect(await receiptOf(org.office.clerk, id, 'assigned')).toMatchObject({
      accountId: unit.member.id,
      accountName: unit.member.displayName,
      postId: postOf(unit.leader),
      postRole: 'leader',
      delegationId: made.id,
      forAccountId: unit.leader.id,
      forAccountName: unit.leader.displayName,
    });
    expect(await receiptOf(org.office.clerk, id, 'registered')).toMatchObject({
      delegationId: null,
      forAccountId: null,
    });
  });

  it.each(['giver', 'receiver', 'administrator'] as const)(
    'is ended early by the %s, from the next call on',
    async (who) => {
      const by = { giver: unit.leader, receiver: unit.member, administrator: org.office.admin }[who];
      const made = await delegate(unit.leader, unit.member);
      const token = fixed(unit.member);
      const id = await aRegistered();
      await assign(token, id).expect(201);
      await end(by, made).expect(201);
      await assign(token, id).expect(403);
      const again = await end(by, made).expect(200);
      expect(again.body).toMatchObject({ state: 'ended', endedBy: { accountId: by.id }, can: { end: false } });
    },
  );

  it('shows the unit’s documents to a stand-in only while it lasts', async () => {
    const id = await anArrival();
    const keeper = await aPerson(app, [[unit.id, 'admin']]);
    const token = fixed(keeper);
    await as(token).get(`/incoming-documents/${id}`).expect(403);
    const made = await delegate(unit.clerk, keeper);
    await as(token).get(`/incoming-documents/${id}`).expect(200);
    await as(token).post(`/incoming-documents/${id}/acknowledgement`).expect(201);
    await as(token).post(`/incoming-documents/${id}/registration`).expect(201);
    // Work given to a stand-in would lie there when they are gone.
    const lead = await assign(unit.leader, id, keeper).expect(422);
    expect(lead.body).toMatchObject({ code: 'incoming.not-colleagues' });
    await end(unit.clerk, made).expect(201);
    await as(token).get(`/incoming-documents/${id}`).expect(403);
    const { body } = await as(org.office.admin).get(`/audit-entries?accountId=${keeper.id}&act=view`).expect(200);
    expect(body).toMatchObject({ items: [{ delegationId: made.id, forAccountName: unit.clerk.displayName }] });
    // The unit counts once: the clerk finds it acknowledged.
    const { body: twice } = await as(unit.clerk).post(`/incoming-documents/${id}/acknowledgement`).expect(200);
    expect(twice).toMatchObject({ state: 'registered' });
  });

  it('gives nothing any more when the post ends, its holder is locked, or the receiver leaves', async () => {
    const id = await aRegistered();
    const boss = await aPerson(app, [[unit.id, 'leader']]);
    // Also elsewhere: a post at another unit keeps nobody in this one.
    const helper = await aPerson(app, [
      [unit.id, 'member'],
      [stranger.id, 'member'],
    ]);
    const token = fixed(helper);
    const made = await delegate(boss, helper);
    const stateNow = async () =>
      ((await as(helper).get(`/delegations/${made.id}`).expect(200)).body as Delegation).state;
    const lock = (status: string, version: number) =>
      as(org.office.admin).patch(`/accounts/${boss.id}`, { status }).set('if-match', `"${version}"`).expect(200);
    await assign(token, id).expect(201);
    await lock('locked', 1);
    await assign(token, id).expect(403);
    expect(await stateNow()).toBe('void');
    await lock('active', 2);
    await assign(token, id).expect(201);
    await app.db.query(`update post set ends_at = $2 where id = $1`, [postOf(helper), app.clock.now()]);
    await assign(token, id).expect(403);
    expect(await stateNow()).toBe('void');
    await app.db.query(`update post set ends_at = null where id = $1`, [postOf(helper)]);
    await assign(token, id).expect(201);
    await as(org.office.admin)
      .post(`/accounts/${boss.id}/posts/${postOf(boss)}/ending`)
      .expect(201);
    await assign(token, id).expect(403);
    expect(await stateNow()).toBe('void');
  });

  it('is in the history of a group, and in the audit log, with the one it was done for', async () => {
    const { clerk, member, admin } = org.office;
    const made = await delegate(clerk, member);
    const { body: group } = await as(member)
      .post('/groups', { name: `Nhóm ${made.id}` })
      .expect(201);
    const { body: changes } = await as(member).get(`/groups/${group.id}/changes`).expect(200);
    expect(changes.items).toMatchObject([{ act: 'create', byName: member.displayName, forName: clerk.displayName }]);
    const { body: log } = await as(admin).get(`/audit-entries?subjectId=${group.id}`).expect(200);
    expect(log.items).toMatchObject([{ delegationId: made.id, forAccountName: clerk.displayName }]);
    await end(clerk, made).expect(201);
  });

  it('acts in an own post where that suffices', async () => {
    const id = await anArrival();
    const second = await aPerson(app, [[unit.id, 'clerk']]);
    const delegation = await delegate(unit.clerk, second);
    await as(second).post(`/incoming-documents/${id}/opening`).expect(201);
    await as(second).post(`/incoming-documents/${id}/registration`).expect(201);
    await as(second).get(`/incoming-documents/${id}`).expect(200);
    const { body: log } = await as(org.office.admin).get(`/audit-entries?accountId=${second.id}&act=view`).expect(200);
    expect(log).toMatchObject({ items: [{ delegationId: null }] });
    for (const fact of ['opened', 'registered'])
      expect(await receiptOf(org.office.clerk, id, fact)).toMatchObject({ postId: postOf(second), delegationId: null });
    await end(unit.clerk, delegation).expect(201);
  });

  it('takes over drafts and work of the absent colleague, at that unit, for that time', async () => {
    const id = await aRegistered();
    const [away, helper] = [await aPerson(app, [[unit.id, 'member']]), await aPerson(app, [[unit.id, 'member']])];
    await assign(unit.leader, id, away).expect(201);
    const draft = await as(away).post('/outgoing-documents', { typeCode: 'bao_cao', subject: 'Kết quả rà soát' });
    const { id: draftId } = draft.body as { id: string };
    const mine = async (path: string) => ((await as(helper).get(path).expect(200)).body as { items: object[] }).items;
    const complete = () => as(helper).post(`/incoming-documents/${id}/completion`, {});
    await complete().expect(403);
    await as(helper).get(`/outgoing-documents/${draftId}`).expect(404);
    expect(await mine('/incoming-documents?box=mine')).toEqual([]);
    const made = await delegate(away, helper, {}, org.office.admin);
    expect(await mine('/incoming-documents?box=mine')).toMatchObject([{ id }]);
    expect(await mine('/outgoing-documents?state=draft')).toMatchObject([{ id: draftId }]);
    const submitted = await as(helper).post(`/outgoing-documents/${draftId}/submission`).expect(201);
    expect(submitted.body).toMatchObject({
      steps: [
        { act: 'draft', forAccountName: null },
        { accountName: helper.displayName, forAccountName: away.displayName },
      ],
    });
    const noted = await as(helper).post(`/incoming-documents/${id}/progress-notes`, { text: 'Đang làm' }).expect(201);
    expect(noted.body).toMatchObject({ progressNotes: [{ name: helper.displayName, forName: away.displayName }] });
    await complete().expect(201);
    expect(await receiptOf(org.office.clerk, id, 'done')).toMatchObject({
      accountId: helper.id,
      forAccountId: away.id,
    });
    await end(helper, made).expect(201);
    await as(helper).get(`/outgoing-documents/${draftId}`).expect(404);
  });

  it('tells the other one by mail, and the administrator’s doing to both', async () => {
    const mails = async () =>
      (
        await app.db.query<{ recipient_address: string }>(
          `select recipient_address from mail_message where purpose like 'delegations.%' and created_at = $1 order by 1`,
          [app.clock.now()],
        )
      ).rows.map((row) => row.recipient_address);
    minutes(1);
    const address = (role: string) => `${role}.${unit.code.toLowerCase()}@gnvb.example`;
    const made = await delegate(unit.leader, unit.member, {}, org.office.admin);
    expect(await mails()).toEqual([address('leader'), address('member')]);
    minutes(1);
    await end(unit.member, made).expect(201);
    expect(await mails()).toEqual([address('leader')]);
  });
});

describe('a delegation is refused', () => {
  const refused = async (by: Person, body: object): Promise<string> => {
    const asked = {
      postId: postOf(unit.leader),
      receiverId: unit.member.id,
      endsAt: inMinutes(60),
      reason: 'Nghỉ phép',
    };
    const answer = await as(by).post('/delegations', { ...asked, ...body });
    return `${answer.status} ${(answer.body as { code?: string }).code}`;
  };

  it.each<[string, () => [Person, object], string]>([
    [
      'to somebody of another unit',
      () => [unit.leader, { receiverId: stranger.member.id }],
      '422 delegations.not-colleague',
    ],
    ['by somebody of another unit', () => [stranger.leader, {}], '404 request.not-found'],
    ['by a colleague', () => [unit.clerk, {}], '403 access.role-needed'],
    ['to oneself', () => [unit.leader, { receiverId: unit.leader.id }], '422 delegations.to-oneself'],
    [
      'to oneself in capitals',
      () => [unit.leader, { receiverId: unit.leader.id.toUpperCase() }],
      '422 delegations.to-oneself',
    ],
    ['to nobody', () => [unit.leader, { receiverId: unit.id }], '422 delegations.not-colleague'],
    ['of a post that is none', () => [unit.leader, { postId: unit.id }], '404 request.not-found'],
    [
      'of a post of administrator',
      () => [org.office.admin, { postId: postOf(org.office.admin), receiverId: org.office.clerk.id }],
      '422 delegations.admin-post',
    ],
    ['without an end', () => [unit.leader, { endsAt: null }], '422 delegations.period-unclear'],
    ['that is over', () => [unit.leader, { endsAt: A_MONDAY.toISOString() }], '422 delegations.ends-too-early'],
    ['for ever', () => [unit.leader, { endsAt: '2030-01-01T00:00:00Z' }], '422 delegations.too-long'],
  ])('%s', async (_, ask, code) => {
    expect(await refused(...ask())).toBe(code);
  });

  it('when it would be delegated on, or be there twice at a time; of two at once one is made', async () => {
    const made = await delegate(unit.leader, unit.member);
    expect(await refused(unit.member, { receiverId: unit.clerk.id })).toBe('403 delegations.delegated-post');
    expect(await refused(unit.leader, { receiverId: unit.clerk.id })).toBe('409 delegations.overlaps');
    const later = await delegate(unit.leader, unit.clerk, { startsAt: inMinutes(60), endsAt: inMinutes(61) });
    await end(unit.leader, later).expect(201);
    await end(unit.leader, made).expect(201);
    const both = await Promise.all([refused(unit.leader, {}), refused(unit.leader, { receiverId: unit.clerk.id })]);
    expect(both.toSorted()).toEqual(['201 undefined', '409 delegations.overlaps']);
  });

  it('to strangers as if there were none', async () => {
    const { body } = await as(unit.leader).get('/delegations?side=given').expect(200);
    // Which of the two asked for at once came first is open.
    for (const left of (body as { items: Delegation[] }).items) await end(unit.leader, left).expect(201);
    const one = await delegate(unit.leader, unit.member);
    for (const person of [stranger.leader, unit.clerk]) {
      await as(person).get(`/delegations/${one.id}`).expect(404);
      await end(person, one).expect(404);
    }
    const { body: seen } = await as(org.office.admin).get('/delegations?side=administered&show=all').expect(200);
    expect((seen as { items: Delegation[] }).items.map(({ id }) => id)).toContain(one.id);
    await as(stranger.clerk).get('/delegations?side=administered').expect(403);
    expect((await as(stranger.clerk).get('/delegations?show=all').expect(200)).body).toEqual({ items: [], next: null });
  });
});

describe('the proof', () => {
  it('holds for receipts of both kinds, and shows any change of for whom it was done', async () => {
    const chains = () => app.get(ChainVerifier).verifyAll();
    expect((await chains()).faults).toEqual([]);
    expect((await app.get(ProjectionVerifier).verifyAll()).faults).toEqual([]);
    const forge = async (set: string, where: string): Promise<string[]> => {
      const client = await app.db.connect();
      try {
        await client.query(`set session_replication_role = replica`);
        const { rows } = await client.query<{ id: string }>(
          `with one as (select * from receipt where ${where} limit 1)
           update receipt r set ${set} from one where r.id = one.id returning r.id`,
        );
        expect(rows.length).toBe(1);
        return (await chains()).faults.map(({ fault }) => fault);
      } finally {
        await client.query(`reset session_replication_role`);
        client.release();
      }
    };
    expect(await forge(`for_account_name = 'Ai khác'`, `delegation_id is not null`)).toEqual(['changed']);
    expect(
      await forge(
        `delegation_id = gen_random_uuid(), for_account_id = gen_random_uuid(), for_account_name = 'Ai'`,
        `delegation_id is null and fact = 'dispatched'`,
      ),
    ).toContain('changed');
  });
});
