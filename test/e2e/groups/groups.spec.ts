import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { api, type SignedIn } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';

const REASON = 'Đơn vị cần nhận văn bản của nhóm';
const HOUR = 3600_000;

interface Group {
  readonly id: string;
  readonly version: number;
  readonly memberCount: number;
  readonly can: { readonly members: boolean };
}

let app: TestApp;
let org: Organisation;
let named = 0;

const as = (person: SignedIn) => api(app).as(person);
const clerk = () => as(org.office.clerk);
const unit = (n: number): StaffedUnit => {
  const found = org.units[n];
  if (!found) throw new Error(`no unit ${n}`);
  return found;
};
const idsOf = (...ns: number[]): string[] => ns.map((n) => unit(n).id).toSorted();

async function aGroup(
  parts: {
    visibility?: 'open';
    by?: Person;
    members?: readonly string[];
    rule?: object;
    groups?: readonly string[];
    exceptions?: readonly string[];
  } = {},
): Promise<Group> {
  const { by = org.office.clerk, visibility, members, rule, groups, exceptions } = parts;
  let { body } = await as(by)
    .post('/groups', { name: `Nhóm số ${++named}`, visibility })
    .expect(201);
  const put = async (path: string, content: object | undefined): Promise<void> => {
    if (content === undefined) return;
    ({ body } = await as(by)
      .put(`/groups/${body.id}/${path}`, content)
      .set('If-Match', `"${body.version}"`)
      .expect(200));
  };
  await put('members', members && { unitIds: members });
  await put('rule', rule);
  await put('groups', groups && { groupIds: groups });
  await put('exceptions', exceptions && { unitIds: exceptions });
  return body as Group;
}

const put = (by: Person, { id, version }: Pick<Group, 'id' | 'version'>, path: string, body: object) =>
  as(by).put(`/groups/${id}/${path}`, body).set('If-Match', `"${version}"`);
const read = async (by: Person, id: string): Promise<Group> =>
  (await as(by).get(`/groups/${id}`).expect(200)).body as Group;
const ask = (by: Person, groupId: string, kind: 'join' | 'leave' = 'join') =>
  as(by).post(`/groups/${groupId}/requests`, { kind, reason: REASON });
const membersOf = async (by: Person, id: string, query = ''): Promise<string[]> => {
  const { body } = await as(by).get(`/groups/${id}/members?limit=200${query}`).expect(200);
  return (body.items as { unitId: string }[]).map(({ unitId }) => unitId).toSorted();
};
const actsOf = async (id: string): Promise<[string, string, string[]][]> => {
  const { body } = await clerk().get(`/groups/${id}/changes?limit=200`).expect(200);
  const items = body.items as { act: string; right: string; units: { id: string }[] }[];
  return items.map(({ act, right, units }) => [act, right, units.map((u) => u.id).toSorted()]);
};

beforeAll(async () => {
  app = await startTestApp();
  org = await anOrganisation(app, 5);
});
afterAll(() => app.stop());

describe('asking to be let in', () => {
  it('is answered by the owner once; the unit sees what became of it, and both sides get their mails', async () => {
    const group = await aGroup({ visibility: 'open' });
    const { body: asked } = await ask(unit(0).clerk, group.id).expect(201);
    expect(asked).toMatchObject({
      kind: 'join',
      state: 'requested',
      reason: REASON,
      can: { answer: false, withdraw: true },
    });
    expect((await ask(unit(0).leader, group.id).expect(200)).body.id).toBe(asked.id);
    expect((await ask(unit(0).clerk, group.id, 'leave').expect(409)).body.code).toBe('groups.not-in');
    expect((await clerk().get('/group-requests?state=requested').expect(200)).body.items).toEqual([
      expect.objectContaining({ id: asked.id, can: { answer: true, withdraw: false } }),
    ]);

    const approval = (by: Person) => as(by).post(`/group-requests/${asked.id}/approval`, { note: 'Nhất trí' });
    expect((await approval(unit(0).clerk).expect(403)).body.code).toBe('groups.other-side');
    await approval(unit(1).clerk).expect(404);
    await approval(org.office.clerk).expect(201);
    await approval(org.office.leader).expect(200);
    const refusal = await clerk().post(`/group-requests/${asked.id}/refusal`, { reason: REASON }).expect(409);
    expect(refusal.body.code).toBe('groups.request-ended');
    expect((await as(unit(0).member).get(`/group-requests/${asked.id}`).expect(200)).body).toMatchObject({
      state: 'approved',
      answer: 'Nhất trí',
      answeredBy: org.office.clerk.displayName,
    });
    expect(await membersOf(unit(0).clerk, group.id)).toEqual(idsOf(0));
    expect((await ask(unit(0).clerk, group.id).expect(409)).body.code).toBe('groups.in-already');
    expect((await actsOf(group.id))[0]).toEqual(['join', 'owner', idsOf(0)]);

    const { rows } = await app.db.query<{ purpose: string; to: string; text: string }>(
      `select purpose, recipient_address as "to", text_body as text from mail_message where purpose_key like $1 order by 1, 2`,
      [`${asked.id} %`],
    );
    const at = (role: string, code: string) => `${role}.${code.toLowerCase()}@gnvb.example`;
    expect(rows.map(({ purpose, to }) => [purpose, to])).toEqual([
      ['notification.group.answered', at('clerk', unit(0).code)],
      ['notification.group.answered', at('leader', unit(0).code)],
      ['notification.group.asked', at('clerk', org.office.code)],
      ['notification.group.asked', at('leader', org.office.code)],
    ]);
    expect(rows[0]?.text).toContain('Nhất trí');
  });

  it('may be refused with a reason, or taken back', async () => {
    const group = await aGroup({ visibility: 'open' });
    const first = (await ask(unit(0).clerk, group.id).expect(201)).body;
    await clerk().post(`/group-requests/${first.id}/refusal`, { reason: 'Không thuộc khối' }).expect(201);
    expect((await as(unit(0).clerk).get(`/group-requests/${first.id}`).expect(200)).body).toMatchObject({
      state: 'refused',
      answer: 'Không thuộc khối',
    });
    const second = (await ask(unit(0).clerk, group.id).expect(201)).body;
    await clerk().post(`/group-requests/${second.id}/withdrawal`).expect(403);
    await as(unit(0).leader).post(`/group-requests/${second.id}/withdrawal`).expect(201);
    await as(unit(0).clerk).post(`/group-requests/${second.id}/withdrawal`).expect(200);
    await clerk().post(`/group-requests/${second.id}/approval`, {}).expect(409);
    expect(await membersOf(org.office.clerk, group.id)).toEqual([]);
  });

  it('ends with the act that answers it: the owner puts the unit in', async () => {
    const group = await aGroup({ visibility: 'open' });
    const { id } = (await ask(unit(0).clerk, group.id).expect(201)).body;
    await put(org.office.clerk, await read(org.office.clerk, group.id), 'members', { unitIds: idsOf(0, 1) }).expect(
      200,
    );
    expect((await as(unit(0).clerk).get(`/group-requests/${id}`).expect(200)).body.state).toBe('approved');
    await clerk().post(`/group-requests/${id}/approval`, {}).expect(200);
    expect(await membersOf(org.office.clerk, group.id)).toEqual(idsOf(0, 1));
  });

  it('to be let out works whatever brought the unit in', async () => {
    const inner = await aGroup({ visibility: 'open', members: idsOf(0, 1) });
    const group = await aGroup({ members: idsOf(0), rule: { reach: 'children' }, groups: [inner.id] });
    const { id } = (await ask(unit(0).clerk, group.id, 'leave').expect(201)).body;
    await clerk().post(`/group-requests/${id}/approval`, {}).expect(201);
    expect(await membersOf(org.office.clerk, group.id)).toEqual(idsOf(1, 2, 3, 4));
    expect(await membersOf(org.office.clerk, inner.id)).toEqual(idsOf(0, 1));
    expect((await actsOf(group.id)).slice(0, 2).toSorted()).toEqual([
      ['except', 'owner', idsOf(0)],
      ['leave', 'owner', idsOf(0)],
    ]);
    await as(unit(0).clerk).get(`/groups/${group.id}`).expect(404);
  });
});

describe('races about a group', () => {
  it('two approvers, and an approval against a refusal: one wins, the other is told', async () => {
    const group = await aGroup({ visibility: 'open' });
    for (const rival of ['approval', 'refusal'] as const) {
      for (let i = 0; i < 4; i++) {
        const asker = unit(i);
        const { id } = (await ask(asker.clerk, group.id).expect(201)).body;
        const answers = await Promise.all([
          clerk().post(`/group-requests/${id}/approval`, {}),
          as(org.office.leader).post(`/group-requests/${id}/${rival}`, rival === 'approval' ? {} : { reason: REASON }),
        ]);
        const won = answers.filter(({ status }) => status === 201);
        expect([won.length, Math.max(...answers.map(({ status }) => status))]).toEqual([
          1,
          rival === 'approval' ? 201 : 409,
        ]);
        const { body } = await as(asker.clerk).get(`/group-requests/${id}`).expect(200);
        const isIn = (await membersOf(org.office.clerk, group.id)).includes(asker.id);
        expect(isIn).toBe(body.state === 'approved');
        if (!isIn) continue;
        const rows = await app.db.query(
          `select 1 from recipient_group_member where group_id = $1 and unit_id = $2 and left_at is null`,
          [group.id, asker.id],
        );
        expect(rows.rowCount).toBe(1);
        await put(org.office.clerk, await read(org.office.clerk, group.id), 'members', { unitIds: [] }).expect(200);
      }
    }
  });

  it('an approval against a direct add: the unit is in once', async () => {
    const group = await aGroup({ visibility: 'open' });
    for (let i = 0; i < 5; i++) {
      const { id } = (await ask(unit(i).clerk, group.id).expect(201)).body;
      const { version } = await read(org.office.clerk, group.id);
      const [approved, added] = await Promise.all([
        as(org.office.leader).post(`/group-requests/${id}/approval`, {}),
        put(org.office.clerk, { id: group.id, version }, 'members', {
          unitIds: idsOf(...Array.from({ length: i + 1 }, (_, n) => n)),
        }),
      ]);
      expect([200, 201]).toContain(approved.status);
      expect([200, 412]).toContain(added.status);
      expect(await membersOf(org.office.clerk, group.id)).toContain(unit(i).id);
    }
    const { rows } = await app.db.query(
      `select unit_id from recipient_group_event, unnest(unit_ids) unit_id where group_id = $1 and act = 'join' group by 1 having count(*) > 1`,
      [group.id],
    );
    expect(rows).toEqual([]);
  });

  it('two edits that would tie a ring: one of them is refused', async () => {
    for (let i = 0; i < 5; i++) {
      const [a, b] = [await aGroup(), await aGroup()];
      const answers = await Promise.all([
        put(org.office.clerk, a, 'groups', { groupIds: [b.id] }),
        put(org.office.leader, b, 'groups', { groupIds: [a.id] }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'groups.cycle' });
    }
  });
});

describe('groups within groups', () => {
  it('reach each unit once, say why, and go ten levels deep at most', async () => {
    let inner = await aGroup({ members: idsOf(0) });
    const chain = [inner];
    for (let level = 2; level <= 10; level++) chain.push((inner = await aGroup({ groups: [inner.id] })));
    expect(inner.memberCount).toBe(1);
    const [deepest, , middle] = chain;
    if (!deepest || !middle) throw new Error('no chain');
    const top = await aGroup();
    expect((await put(org.office.clerk, top, 'groups', { groupIds: [inner.id] }).expect(409)).body.code).toBe(
      'groups.too-deep',
    );
    const below = await aGroup();
    expect((await put(org.office.clerk, deepest, 'groups', { groupIds: [below.id] }).expect(409)).body.code).toBe(
      'groups.too-deep',
    );
    expect((await put(org.office.clerk, deepest, 'groups', { groupIds: [inner.id] }).expect(409)).body.code).toBe(
      'groups.cycle',
    );
    expect((await put(org.office.clerk, top, 'groups', { groupIds: [top.id] }).expect(409)).body.code).toBe(
      'groups.cycle',
    );

    const both = await aGroup({
      members: idsOf(0),
      rule: { reach: 'children' },
      groups: [middle.id, deepest.id],
      exceptions: idsOf(4),
    });
    const { body } = await clerk().get(`/groups/${both.id}/expansion`).expect(200);
    expect(body.count).toBe(4);
    const first = (
      body.items as { unitId: string; isMember: boolean; byRule: boolean; through: { id: string }[] }[]
    ).find(({ unitId }) => unitId === unit(0).id);
    expect(first).toMatchObject({ isMember: true, byRule: true });
    expect(first?.through.map(({ id }) => id).toSorted()).toEqual([middle.id, deepest.id].toSorted());
  });

  it('take in only groups their owner could write to', async () => {
    const hidden = await aGroup();
    const open = await aGroup({ visibility: 'open', members: idsOf(1) });
    const theirs = await aGroup({ by: unit(0).clerk });
    const refused = await put(unit(0).clerk, theirs, 'groups', { groupIds: [hidden.id] }).expect(422);
    expect(refused.body).toMatchObject({ code: 'groups.groups-unknown' });
    expect((await put(unit(0).clerk, theirs, 'groups', { groupIds: [open.id] }).expect(200)).body.memberCount).toBe(1);
    const mine = await aGroup();
    await put(org.office.clerk, mine, 'groups', { groupIds: [theirs.id] }).expect(422);
  });
});

describe('the keeper of a group', () => {
  it('alone says who is in it, until the post ends', async () => {
    const deputy = await aPerson(app, [[org.office.id, 'leader']], { displayName: 'Phó Bí thư Thường trực' });
    const group = await aGroup({ visibility: 'open', members: idsOf(1) });
    const member = await aPerson(app, [[org.office.id, 'member']]);
    await put(org.office.leader, group, 'keeper', { postId: member.postIds[0] }).expect(422);
    await put(org.office.leader, group, 'keeper', { postId: unit(0).leader.postIds[0] }).expect(422);
    await put(org.office.clerk, group, 'keeper', { postId: deputy.postIds[0] }).expect(403);
    const { body: kept } = await put(org.office.leader, group, 'keeper', { postId: deputy.postIds[0] }).expect(200);
    expect(kept).toMatchObject({ keeper: { name: 'Phó Bí thư Thường trực' }, can: { edit: true, members: false } });

    const { id } = (await ask(unit(0).clerk, group.id).expect(201)).body;
    expect((await clerk().post(`/group-requests/${id}/approval`, {}).expect(403)).body.code).toBe('groups.keeper-only');
    expect((await put(org.office.clerk, kept, 'members', { unitIds: [] }).expect(403)).body.code).toBe(
      'groups.keeper-only',
    );
    for (const [path, body] of [
      ['rule', { reach: 'below' }],
      ['groups', { groupIds: [] }],
      ['exceptions', { unitIds: [] }],
    ] as const)
      await put(org.office.leader, kept, path, body).expect(403);
    await as(deputy).post(`/group-requests/${id}/approval`, {}).expect(201);
    expect((await actsOf(group.id))[0]).toEqual(['join', 'keeper', idsOf(0)]);

    await app.db.query(`update post set ends_at = $2 where id = $1`, [deputy.postIds[0], app.clock.now()]);
    expect(await read(org.office.clerk, group.id)).toMatchObject({ keeper: null, can: { members: true } });
    await put(org.office.clerk, await read(org.office.clerk, group.id), 'members', { unitIds: [] }).expect(200);
  });
});

describe('who owns a group', () => {
  it('changes with the consent of the other unit, or by an administrator above; whom it reaches stays', async () => {
    const group = await aGroup({ rule: { reach: 'children' } });
    const offer = (unitId: string) => clerk().post(`/groups/${group.id}/handovers`, { unitId, reason: REASON });
    expect((await offer(org.above.partyCommittee).expect(422)).body.code).toBe('groups.owner-unfit');
    const { id } = (await offer(unit(0).id).expect(201)).body;
    await offer(unit(0).id).expect(200);
    expect((await offer(unit(1).id).expect(409)).body.code).toBe('groups.other-request-open');
    await clerk().post(`/group-requests/${id}/approval`, {}).expect(403);
    await as(unit(1).clerk).post(`/group-requests/${id}/approval`, {}).expect(404);
    await as(unit(0).clerk).post(`/group-requests/${id}/approval`, {}).expect(201);
    const theirs = await read(unit(0).clerk, group.id);
    expect(theirs).toMatchObject({ ownerUnitId: unit(0).id, memberCount: 5, keeper: null });
    await clerk().get(`/groups/${group.id}`).expect(404);
    expect((await clerk().get(`/group-requests/${id}`).expect(200)).body.state).toBe('approved');

    const handOver = (by: Person, unitId: string) => put(by, theirs, 'owner', { unitId });
    await handOver(unit(0).clerk, org.office.id).expect(403);
    const back = await handOver(org.office.admin, unit(1).id).expect(200);
    expect(back.body).toMatchObject({ ownerUnitId: unit(1).id, memberCount: 5 });
    const { rows } = await app.db.query(
      `select act, by_right from recipient_group_event where group_id = $1 and act = 'hand-over' order by at, by_right`,
      [group.id],
    );
    expect(rows.map(({ by_right: right }: { by_right: string }) => right).toSorted()).toEqual([
      'administrator',
      'consent',
    ]);
  });

  it('does not change while it is tied to groups that would not fit', async () => {
    const inner = await aGroup({ members: idsOf(1) });
    const outer = await aGroup({ groups: [inner.id] });
    const refused = await put(org.office.admin, inner, 'owner', { unitId: unit(0).id }).expect(409);
    expect(refused.body).toMatchObject({ code: 'groups.groups-in-the-way' });
    await put(org.office.clerk, outer, 'groups', { groupIds: [] }).expect(200);
    await put(org.office.admin, await read(org.office.clerk, inner.id), 'owner', { unitId: unit(0).id }).expect(200);
  });
});

describe('a dispatch to a group', () => {
  it('reaches those in it at that moment, whatever becomes of the group; an empty one is warned of', async () => {
    const school = await aUnit(app, { parentId: org.office.id, kind: 'school' });
    const group = await aGroup({ rule: { reach: 'below', kinds: ['school'] }, members: idsOf(0) });
    const empty = await aGroup();
    const recipients = [group, empty].map(({ id }) => ({ target: 'group', groupId: id, purpose: 'inform' }));
    const { body: draft } = await clerk()
      .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Rà soát', recipients })
      .expect(201);
    await clerk().post(`/outgoing-documents/${draft.id}/submission`).expect(201);
    await as(org.office.leader).post(`/outgoing-documents/${draft.id}/approval`).expect(201);
    await clerk().post(`/outgoing-documents/${draft.id}/issuance`).expect(201);
    const { body: check } = await clerk().get(`/outgoing-documents/${draft.id}/pre-flight`).expect(200);
    expect(check.checks).toContainEqual(expect.objectContaining({ code: 'pre-flight.empty-groups', level: 'warning' }));
    const founded = await aUnit(app, { parentId: org.office.id, kind: 'school' });

    const sending = clerk().post(`/outgoing-documents/${draft.id}/dispatches`, {});
    const changing = put(org.office.leader, group, 'members', { unitIds: idsOf(1) });
    const [sent, changed] = await Promise.all([sending, changing]);
    expect([sent.status, changed.status]).toEqual([201, 200]);
    const delivered = async (): Promise<string[]> =>
      (
        await app.db.query<{ unit_id: string }>(`select unit_id from delivery where document_id = $1 order by 1`, [
          draft.id,
        ])
      ).rows.map((row) => row.unit_id);
    const before = await delivered();
    const schools = [school.id, founded.id];
    expect([[...schools, unit(0).id].toSorted(), [...schools, unit(1).id].toSorted()]).toContainEqual(before);

    await put(org.office.clerk, await read(org.office.clerk, group.id), 'members', { unitIds: idsOf(2, 3) }).expect(
      200,
    );
    await aUnit(app, { parentId: org.office.id, kind: 'school' });
    await clerk().delete(`/groups/${group.id}`).expect(204);
    expect(await delivered()).toEqual(before);
    const { rows } = await app.db.query<{ lines: { count: number }[] }>(
      `select lines from dispatch where document_id = $1`,
      [draft.id],
    );
    expect(rows[0]?.lines.map(({ count }) => count)).toEqual([3, 0]);
  });

  it('is for those who can see it', async () => {
    const hidden = await aGroup({ members: idsOf(1) });
    const open = await aGroup({ visibility: 'open', members: idsOf(1) });
    const draft = (by: Person, { id }: Group) =>
      as(by).post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: 'Hỏi',
        recipients: [{ target: 'group', groupId: id, purpose: 'inform' }],
      });
    expect((await draft(unit(0).clerk, hidden).expect(422)).body.code).toBe('outgoing.unknown-groups');
    await draft(unit(1).clerk, hidden).expect(201);
    await draft(unit(0).clerk, open).expect(201);
  });
});

describe('who sees a group', () => {
  it('its owner and those in it; an open one also the units below, without who is in it; nobody else', async () => {
    const outsider = await aPerson(app, [[(await aUnit(app)).id, 'clerk']]);
    const hidden = await aGroup({ rule: { reach: 'children' }, exceptions: idsOf(1) });
    const open = await aGroup({ visibility: 'open', members: idsOf(0) });
    const pages = ['', '/members', '/expansion', '/composition', '/changes'];
    const statuses = (by: Person, { id }: Group) =>
      Promise.all(pages.map(async (page) => (await as(by).get(`/groups/${id}${page}`)).status));
    expect(await statuses(outsider, hidden)).toEqual([404, 404, 404, 404, 404]);
    expect(await statuses(outsider, open)).toEqual([404, 404, 404, 404, 404]);
    expect(await statuses(unit(1).clerk, hidden)).toEqual([404, 404, 404, 404, 404]);
    expect(await statuses(unit(1).clerk, open)).toEqual([200, 403, 403, 403, 403]);
    expect(await statuses(unit(0).member, hidden)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(org.office.admin, open)).toEqual([200, 200, 200, 200, 200]);
    await ask(outsider, open.id).expect(404);
    await ask(unit(1).clerk, hidden.id).expect(404);
    const listed = async (by: Person): Promise<string[]> =>
      ((await as(by).get('/groups?limit=200').expect(200)).body.items as Group[]).map(({ id }) => id);
    expect(await listed(outsider)).toEqual([]);
    expect(await listed(unit(1).clerk)).not.toContain(hidden.id);
    expect(await listed(unit(1).clerk)).toContain(open.id);
    expect(await listed(unit(0).clerk)).toContain(hidden.id);
  });
});

describe('who was in it that day', () => {
  it('is answered for members, rules and groups within, under the names of the day', async () => {
    const start = app.clock.now();
    const other = await aUnit(app, { parentId: org.office.id, kind: 'enterprise', name: 'Chi đoàn cũ' });
    const inner = await aGroup({ members: idsOf(0) });
    const group = await aGroup({ rule: { reach: 'children', kinds: ['enterprise'] }, groups: [inner.id] });
    const onDay = async (day: string): Promise<[string, string][]> => {
      const { body } = await clerk().get(`/groups/${group.id}/members?on=${day}`).expect(200);
      return (body.items as { unitId: string; name: string }[]).map(({ unitId, name }) => [unitId, name]);
    };
    const first: [string, string][] = [
      [unit(0).id, unit(0).name],
      [other.id, 'Chi đoàn cũ'],
    ];
    expect(await onDay('2020-05-18')).toEqual(first);
    expect(await onDay('2020-05-17')).toEqual([]);

    app.clock.set(new Date(start.getTime() + 24 * HOUR));
    const { version } = (await as(org.office.admin).get(`/units/${other.id}`).expect(200)).body;
    await as(org.office.admin)
      .patch(`/units/${other.id}`, { parentId: unit(0).id, sector: 'health' })
      .set('If-Match', `"${version}"`)
      .expect(200);
    await as(org.office.admin)
      .post(`/units/${other.id}/names`, { name: 'Chi đoàn mới', shortName: 'Mới', validFrom: '2020-05-19' })
      .expect(201);
    expect((await onDay('2020-05-19')).map(([id]) => id)).toEqual([unit(0).id]);
    await put(org.office.clerk, await read(org.office.clerk, group.id), 'rule', {
      reach: 'below',
      sectors: ['health'],
    }).expect(200);
    expect(await onDay('2020-05-19')).toContainEqual([other.id, 'Chi đoàn mới']);

    app.clock.set(new Date(start.getTime() + 72 * HOUR));
    await put(org.office.clerk, await read(org.office.clerk, group.id), 'groups', { groupIds: [] }).expect(200);
    await as(org.office.admin).post(`/units/${other.id}/closure`, { on: '2020-05-21', successorId: null }).expect(201);
    expect(await onDay('2020-05-21')).toEqual([]);
    expect((await onDay('2020-05-20')).map(([id]) => id).toSorted()).toEqual([other.id, unit(0).id].toSorted());
    expect(await onDay('2020-05-18')).toEqual(first);
    const future = await clerk().get(`/groups/${group.id}/members?on=2020-05-22`).expect(422);
    expect(future.body.code).toBe('groups.day-in-future');
    expect((await actsOf(group.id)).map(([act]) => act)).toEqual([
      'drop-group',
      'set-rule',
      'add-group',
      'set-rule',
      'create',
    ]);
  });
});

describe('the queries', () => {
  type Ask = (this: pg.Client, ...rest: unknown[]) => unknown;
  const { prototype } = pg.Client as unknown as { prototype: { query: Ask } };
  const { query } = prototype;
  let asked = 0;
  beforeAll(() => {
    prototype.query = function counted(...rest) {
      asked++;
      return query.apply(this, rest);
    };
  });
  afterAll(() => {
    prototype.query = query;
  });

  it('are as few for many groups and units as for one', async () => {
    const small = await aGroup({ members: idsOf(0) });
    let within = [small.id];
    for (let i = 0; i < 8; i++)
      within = [...within, (await aGroup({ groups: within, rule: { reach: 'below' }, members: idsOf(1, 2) })).id].slice(
        -4,
      );
    const large = await aGroup({ groups: within, rule: { reach: 'below' } });
    const costs = async (id: string): Promise<number[]> => {
      const counted: number[] = [];
      for (const page of ['', '/members', '/members?on=2020-05-18', '/expansion', '/composition', '/changes']) {
        asked = 0;
        await clerk().get(`/groups/${id}${page}`).expect(200);
        counted.push(asked);
      }
      return counted;
    };
    await costs(small.id);
    expect(await costs(large.id)).toEqual(await costs(small.id));
    const draft = async (ids: readonly string[]): Promise<number> => {
      const recipients = ids.map((groupId) => ({ target: 'group', groupId, purpose: 'act' }));
      const { body } = await clerk()
        .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Hỏi', recipients })
        .expect(201);
      asked = 0;
      await clerk().get(`/outgoing-documents/${body.id}/pre-flight`).expect(200);
      return asked;
    };
    expect(await draft([large.id, ...within])).toBe(await draft([small.id]));
  });
});
