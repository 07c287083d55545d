import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

const REASON = { reason: 'Ban hành nhầm trích yếu văn bản' };
const SENT_BACK = { code: 'other', text: 'Không thuộc đối tượng thực hiện' };

/** A lost answer makes people press again: 201 for the press that did it, 200 for the one after, and one trace of both. */
describe('an act that is repeated', () => {
  let app: TestApp;
  let org: Organisation;

  const post = (person: Person, path: string, body: object = {}) => api(app).as(person).post(path, body);
  const unit = () => {
    const [first] = org.units;
    if (!first) throw new Error('no unit');
    return first;
  };
  /** Does it twice. @returns the two answers' bodies, which show the same */
  const twice = async (person: Person, path: string, body: object = {}) => {
    const first = await post(person, path, body).expect(201);
    app.clock.advance(60_000);
    const second = await post(person, path, body).expect(200);
    expect(second.body).toMatchObject({ version: first.body.version, state: first.body.state });
  };
  const draft = async (): Promise<string> => {
    const recipients = [{ target: 'all_units', purpose: 'act' }];
    const { body } = await post(org.office.clerk, '/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Rà soát',
      recipients,
    }).expect(201);
    return `/outgoing-documents/${body.id}`;
  };
  const approved = async (): Promise<string> => {
    const path = await draft();
    await post(org.office.clerk, `${path}/submission`).expect(201);
    await post(org.office.leader, `${path}/approval`).expect(201);
    return path;
  };
  const arrived = async (): Promise<string> => {
    const path = await approved();
    await post(org.office.clerk, `${path}/issuance`).expect(201);
    await post(org.office.clerk, `${path}/dispatches`).expect(201);
    const { body } = await api(app).as(unit().clerk).get('/incoming-documents?box=unopened').expect(200);
    return `/incoming-documents/${body.items[0].id}`;
  };

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 1);
  });
  afterAll(() => app.stop());

  it('changes nothing on the way of an outgoing document', async () => {
    const path = await draft();
    await post(org.office.leader, `${path}/sending-back`, REASON).expect(409);
    await twice(org.office.clerk, `${path}/submission`);
    await twice(org.office.leader, `${path}/sending-back`, REASON);
    await post(org.office.clerk, `${path}/submission`).expect(201);
    await twice(org.office.leader, `${path}/approval`);
    await twice(org.office.clerk, `${path}/issuance`);
    await twice(org.office.clerk, `${path}/voiding`, REASON);
    await twice(org.office.clerk, `${await draft()}/abandonment`, REASON);
    const steps = (await api(app).as(org.office.clerk).get(path).expect(200)).body.steps;
    expect(steps.map((step: { act: string }) => step.act)).toEqual([
      'draft',
      'submit',
      'sendBack',
      'submit',
      'approve',
      'issue',
      'void',
    ]);
  });

  it('changes nothing on the way of an incoming one', async () => {
    const path = await arrived();
    const { clerk, leader } = unit();
    await post(clerk, `${path}/reconsideration`).expect(409);
    await twice(clerk, `${path}/opening`);
    await twice(clerk, `${path}/refusal`, SENT_BACK);
    await twice(clerk, `${path}/reconsideration`);
    await twice(clerk, `${path}/acknowledgement`);
    await twice(clerk, `${path}/registration`);
    await twice(clerk, `${path}/return`, SENT_BACK);
    await twice(clerk, `${path}/reconsideration`);
    await twice(leader, `${path}/completion`);
    const { items } = (
      await api(app)
        .as(clerk)
        .get(`/receipts?deliveryId=${path.split('/').at(-1)}`)
        .expect(200)
    ).body;
    const facts = items.map((receipt: { fact: string }) => receipt.fact).toReversed();
    expect(facts).toEqual([
      'opened',
      'refused',
      'reconsidered',
      'acknowledged',
      'registered',
      'returned',
      'reconsidered',
      'started',
      'done',
    ]);
  });
});
