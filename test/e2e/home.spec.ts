import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { api } from '../support/api.ts';
import type { StaffedUnit } from '../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';
import { aWorld, type World } from './notices/world.ts';

const HOUR = 3600_000;

interface Home {
  readonly incoming: {
    readonly unitId: string;
    readonly first: {
      readonly need: string;
      readonly isOverdue: boolean;
      readonly document: { readonly id: string };
    }[];
  }[];
  readonly outgoing: {
    readonly unitId: string;
    readonly underWay: { readonly id: string; readonly progress: object }[];
    readonly sentBack: object[];
    readonly toApprove: { readonly id: string }[];
  }[];
  readonly administration: {
    readonly unitsNotReady: { readonly count: number; readonly first: { readonly unitId: string }[] };
    readonly blockedFiles: number;
  } | null;
}

let world: World;
let one: StaffedUnit;
let two: StaffedUnit;

const home = async (person: Person): Promise<Home> => (await world.as(person).get('/home').expect(200)).body as Home;
const act = (person: Person, id: string | undefined, what: string, body?: object) =>
  world.as(person).post(`/incoming-documents/${id}/${what}`, body).expect(201);

beforeAll(async () => {
  world = await aWorld(2);
  [one, two] = world.units as [StaffedUnit, StaffedUnit];
});
afterAll(() => world.app.stop());

describe('the first page of a unit', () => {
  it('is empty to begin with, and has nothing of administration', async () => {
    expect(await home(one.clerk)).toMatchObject({
      incoming: [{ unitId: one.id, unitName: one.name, unopened: 0, overdue: 0, first: [] }],
      outgoing: [{ unitId: one.id, underWay: [], sentBack: [], toApprove: [], toIssue: [], toSend: [] }],
      scanAlerts: [],
      administration: null,
    });
  });

  it('shows to each role what it can do, due first, and to nobody what is not theirs', async () => {
    const calm = await world.send([one, two]);
    const urgent = await world.send([one], 'hoa_toc');
    const [toRegister, toAssign] = [await world.send([one]), await world.send([one])];
    await act(one.leader, toRegister.deliveryIds[0], 'acknowledgement');
    await act(one.clerk, toAssign.deliveryIds[0], 'registration');
    const clerk = await home(one.clerk);
    expect(clerk.incoming[0]).toMatchObject({
      unopened: 2,
      overdue: 0,
      acknowledge: 2,
      register: 1,
      assign: 1,
      finish: 0,
    });
    const shown = ({ incoming }: Home) => incoming[0]?.first.map(({ need, document }) => [need, document.id]);
    expect(shown(clerk)?.slice(0, 2)).toEqual([
      ['acknowledge', urgent.deliveryIds[0]],
      ['acknowledge', calm.deliveryIds[0]],
    ]);
    expect(shown(clerk)).toContainEqual(['register', toRegister.deliveryIds[0]]);
    expect(shown(await home(one.leader))?.map(([need]) => need)).toEqual(['acknowledge', 'acknowledge', 'assign']);
    expect((await home(one.member)).incoming[0]).toMatchObject({ unopened: 2, first: [] });

    await act(one.leader, toAssign.deliveryIds[0], 'assignments', {
      leadAccountId: one.member.id,
      cooperateAccountIds: [],
      informAccountIds: [one.clerk.id],
      instruction: 'Tham mưu văn bản trả lời',
    });
    expect(shown(await home(one.member))).toEqual([['finish', toAssign.deliveryIds[0]]]);
    expect((await home(one.clerk)).incoming[0]).toMatchObject({ assign: 0, working: 1, finish: 0 });
    expect((await home(two.clerk)).incoming[0]?.first.map(({ document }) => document.id)).toEqual([
      calm.deliveryIds[1],
    ]);

    world.app.clock.advance(3 * HOUR);
    const late = (await home(one.clerk)).incoming[0];
    expect(late).toMatchObject({ overdue: 1 });
    expect(late?.first[0]).toMatchObject({ isOverdue: true, document: { id: urgent.deliveryIds[0] } });
  });

  it('is one of several for a person of two units, each under its name', async () => {
    const person = await aPerson(world.app, [
      [one.id, 'clerk'],
      [two.id, 'member'],
    ]);
    const { incoming } = await home(person);
    expect(incoming.map(({ unitId }) => unitId).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(incoming.find(({ unitId }) => unitId === two.id)?.first).toEqual([]);
    expect(incoming.find(({ unitId }) => unitId === one.id)?.first.length).toBeGreaterThan(0);
  });
});

describe('the first page of the office', () => {
  it('shows what is out, the worst first, what came back, and what waits for a signature', async () => {
    const { office } = world.org;
    const finished = await world.send([two]);
    await act(two.clerk, finished.deliveryIds[0], 'registration');
    await act(two.clerk, finished.deliveryIds[0], 'completion', { result: 'Đã báo cáo' });
    const refused = await world.send([one, two]);
    await act(two.clerk, refused.deliveryIds[1], 'refusal', { code: 'other', text: 'Không thuộc đối tượng thực hiện' });
    const draft = await world
      .as(office.clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: 'Dự thảo chờ duyệt',
        recipients: [{ target: 'unit', unitId: one.id, purpose: 'act' }],
      })
      .expect(201);
    const { id: draftId } = draft.body as { id: string };
    await world.as(office.clerk).post(`/outgoing-documents/${draftId}/submission`).expect(201);

    const leader = (await home(office.leader)).outgoing[0];
    const ids = leader?.underWay.map(({ id }) => id) ?? [];
    expect(ids).not.toContain(finished.documentId);
    const row = leader?.underWay.find(({ id }) => id === refused.documentId);
    expect(row?.progress).toEqual({
      recipients: 2,
      acknowledged: 0,
      unopened: 1,
      refused: 1,
      undeliverable: 0,
      open: 2,
      overdue: 0,
    });
    // The late one of the test before stands above it.
    expect(ids.indexOf(refused.documentId)).toBeGreaterThan(0);
    expect(leader?.underWay[0]?.progress).toMatchObject({ overdue: 1 });
    expect(leader?.sentBack).toMatchObject([
      { documentId: refused.documentId, recipient: two.name, state: 'refused', refusalCode: 'other' },
    ]);
    expect(leader?.toApprove.map(({ id }) => id)).toEqual([draftId]);
    expect((await home(office.clerk)).outgoing[0]).toMatchObject({ toApprove: [], toIssue: [], toSend: [] });
    expect((await home(one.leader)).outgoing[0]).toMatchObject({ underWay: [], sentBack: [], toApprove: [] });
    await world.as(office.leader).post(`/outgoing-documents/${draftId}/approval`).expect(201);
    expect((await home(office.clerk)).outgoing[0]).toMatchObject({ toIssue: [{ id: draftId }] });
    await world.as(office.clerk).post(`/outgoing-documents/${draftId}/issuance`).expect(201);
    expect((await home(office.clerk)).outgoing[0]).toMatchObject({ toIssue: [], toSend: [{ id: draftId }] });
  });
});

describe('the first page of an administrator', () => {
  it('names the units where nobody can receive, and why, and reads no document', async () => {
    const { office } = world.org;
    const { admin } = office;
    await world.app.db.query(`update account set password_hash = 'x' where id = any($1)`, [
      [one.clerk.id, two.clerk.id, office.clerk.id],
    ]);
    const empty = await aUnit(world.app, { parentId: office.id, code: 'Z-1' });
    const waiting = await aUnit(world.app, { parentId: office.id, code: 'Z-2' });
    const person = await aPerson(world.app, [[waiting.id, 'clerk']]);
    const ready = await aUnit(world.app, { parentId: office.id, code: 'Z-3' });
    const able = await aPerson(world.app, [[ready.id, 'leader']]);
    await world.app.db.query(`update account set password_hash = 'x' where id = $1`, [able.id]);
    await aUnit(world.app, { parentId: office.id, code: 'Z-4', channel: 'paper' });
    const stranger = await aUnit(world.app);
    expect((await home(admin)).administration?.unitsNotReady).toMatchObject({
      count: 2,
      first: [
        { unitId: empty.id, reason: 'nobody', people: 0 },
        { unitId: waiting.id, reason: 'no-code', people: 1, codes: 0 },
      ],
    });
    await world.app.db.query(
      `insert into activation_code (id, account_id, digest, password_serial, issued_by, issued_at, expires_at)
       values (gen_random_uuid(), $1, 'x', 0, $2, $3, $3::timestamptz + interval '1 day')`,
      [person.id, admin.id, world.app.clock.now()],
    );
    const shown = await home(admin);
    expect(shown.administration?.unitsNotReady.first[1]).toMatchObject({ reason: 'code-unused', codes: 1 });
    expect(shown).toMatchObject({ incoming: [], outgoing: [], scanAlerts: [], administration: { blockedFiles: 0 } });
    expect(JSON.stringify(shown)).not.toContain(stranger.id);
    expect(JSON.stringify(shown)).not.toContain('đoàn viên');
  });
});

it('costs the same number of queries however much it shows', async () => {
  const { prototype } = pg.Client as unknown as { prototype: { query: (...rest: unknown[]) => unknown } };
  const { query } = prototype;
  let asked = 0;
  const person = await aPerson(world.app, [
    [world.org.office.id, 'leader'],
    [world.org.office.id, 'admin'],
  ]);
  const cost = async (): Promise<number> => {
    await home(person);
    asked = 0;
    await api(world.app).as(person).get('/home').expect(200);
    return asked;
  };
  prototype.query = function (this: unknown, ...rest: unknown[]) {
    asked += 1;
    return query.apply(this as never, rest);
  };
  try {
    const before = await cost();
    for (let i = 0; i < 3; i++) await world.send([one, two]);
    await world.app.db.query(
      `insert into post (id, account_id, unit_id, role, title, starts_at) select gen_random_uuid(), $1, u, 'clerk', 'Văn thư', $3 from unnest($2::uuid[]) u`,
      [person.id, [one.id, two.id], world.app.clock.now()],
    );
    expect([await cost(), before > 5]).toEqual([before, true]);
    expect((await home(person)).incoming).toHaveLength(3);
  } finally {
    prototype.query = query;
  }
});
