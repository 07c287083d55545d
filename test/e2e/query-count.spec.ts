import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

type Ask = (this: pg.Client, ...rest: unknown[]) => unknown;

/** A list costs the same number of queries whether it shows two rows or twenty. */
describe('the queries of a request', () => {
  let app: TestApp;
  let org: Organisation;
  let asked = 0;
  const { prototype } = pg.Client as unknown as { prototype: { query: Ask } };
  const { query } = prototype;

  const queriesOf = async (person: Person, path: string): Promise<number> => {
    await api(app).as(person).get(path).expect(200);
    asked = 0;
    const { body } = await api(app).as(person).get(path).expect(200);
    const rows = (body as { items?: unknown[]; rows?: unknown[] }).items ?? (body as { rows?: unknown[] }).rows;
    expect(rows?.length ?? 1).toBeGreaterThan(0);
    return asked;
  };

  /** Everything of which the lists show one more row each. */
  const grow = async (times: number): Promise<string> => {
    const as = (person: Person) => api(app).as(person);
    let id = '';
    for (let i = 0; i < times; i++) {
      const unit = await aUnit(app, { parentId: org.office.id });
      const clerk = await aPerson(app, [[unit.id, 'clerk']]);
      const member = await aPerson(app, [[unit.id, 'member']]);
      await app.db.query(
        `insert into delegation (id, post_id, receiver_id, starts_at, ends_at, reason, made_by, made_at)
         values (gen_random_uuid(), $1, $2, $3, $3::timestamptz + interval '1 day', 'Nghỉ phép', $2, $3)`,
        [clerk.postIds[0], member.id, app.clock.now()],
      );
      await app.db.query(
        `insert into unit_vacancy (id, unit_id, since, found_at) values (gen_random_uuid(), $1, $2, $2)`,
        [unit.id, app.clock.now()],
      );
      await as(org.office.admin)
        .post('/api-keys', {
          unitId: unit.id,
          name: 'Phần mềm',
          role: 'member',
          scopes: ['units:read'],
          expiresAt: '2020-12-31T00:00:00Z',
        })
        .expect(201);
      await as(org.office.clerk)
        .post('/groups', { name: `Nhóm ${unit.code}`, description: '' })
        .expect(201);
      const recipients = [{ target: 'all_units', purpose: 'act' }];
      const draft = await as(org.office.clerk)
        .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Rà soát', recipients })
        .expect(201);
      ({ id } = draft.body as { id: string });
      await as(org.office.clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
      await as(org.office.leader).post(`/outgoing-documents/${id}/approval`).expect(201);
      await as(org.office.clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
      await as(org.office.clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
      const { body } = await as(first().clerk).get('/incoming-documents?box=unopened').expect(200);
      const [copy] = (body as { items: { id: string }[] }).items;
      await as(first().clerk).post(`/incoming-documents/${copy?.id}/registration`).expect(201);
    }
    return id;
  };
  const first = () => {
    const [unit] = org.units;
    if (!unit) throw new Error('no unit');
    return unit;
  };

  const LISTS = [
    ['the inbox', 'unit', '/incoming-documents', 2],
    ['the boxes', 'unit', '/incoming-documents/boxes', 2],
    ['the incoming book', 'unit', '/registers/incoming?year=2020', 2],
    ['receipts', 'unit', '/receipts', 2],
    ['outgoing documents', 'office', '/outgoing-documents', 2],
    ['the outgoing book', 'office', '/registers/outgoing', 2],
    ['what is outstanding', 'office', '/outstanding-deliveries', 3],
    ['the board', 'office', '/outgoing-documents/:last/tracking', 3],
    ['the directory', 'office', '/units', 2],
    ['groups', 'office', '/groups', 3],
    ['people', 'admin', '/accounts', 2],
    ['the log', 'admin', '/audit-entries', 2],
    ['delegations', 'admin', '/delegations?side=administered', 2],
    ['keys', 'admin', '/api-keys', 2],
    ['units without people', 'admin', '/unit-vacancies', 2],
  ] as const;

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 2);
    prototype.query = function counted(...rest) {
      asked++;
      return query.apply(this, rest);
    };
  });
  afterAll(async () => {
    prototype.query = query;
    await app.stop();
  });

  it('are as few for many rows as for a few, one of them being who is asking', async () => {
    const people = { unit: first().clerk, office: org.office.clerk, admin: org.office.admin };
    const count = async (last: string) => {
      const counted: [string, number][] = [];
      for (const [name, who, path] of LISTS)
        counted.push([name, await queriesOf(people[who], path.replace(':last', last))]);
      return counted;
    };
    const few = await count(await grow(2));
    const many = await count(await grow(12));
    expect(many).toEqual(few);
    expect(few).toEqual(LISTS.map(([name, , , queries]) => [name, queries]));
  });
});
