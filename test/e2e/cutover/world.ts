import { Module } from '@nestjs/common';
import { InboxProofs } from '../../../src/legacy-inboxes/inbox-proofs.ts';
import type { ProofStanding } from '../../../src/legacy-inboxes/inbox.states.ts';
import type { LegacyInboxWire } from '../../../src/legacy-inboxes/legacy-inbox.wire.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import type { SettingName } from '../../../src/platform/config/settings.ts';
import { api, type Client } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../../support/organisation.ts';
import type { Person } from '../../support/people.ts';

export const CUTOVER = '2020-06-01T00:00:00+07:00';
export const REASON = 'Nhà cung cấp đã xóa hộp thư này';

/** Says of each inbox what a test wants said. */
export class TestProofs extends InboxProofs {
  readonly said = new Map<string, ProofStanding>();

  async standings(): Promise<ReadonlyMap<string, ProofStanding>> {
    return this.said;
  }

  say(inboxId: string, proof: ProofStanding['proof'], differences = 0): void {
    this.said.set(inboxId, { proof, at: new Date('2020-05-20T00:00:00Z'), differences });
  }
}

export interface World {
  readonly app: TestApp;
  readonly org: Organisation;
  readonly proofs: TestProofs;
  as(person: Person): Client;
  admin(): Client;
  inbox(unit: StaffedUnit | { readonly id: string }, address: string, more?: object): Promise<LegacyInboxWire>;
  shown(id: string): Promise<LegacyInboxWire>;
  act(id: string, act: string, body?: object): ReturnType<Client['post']>;
  send(units: readonly StaffedUnit[], dispatch?: object): Promise<{ readonly id: string; readonly symbol: string }>;
  /** Runs what is due; jobs of a minute only when asked for. */
  drain(): Promise<void>;
  at(instant: string): void;
}

/** With an archive that says what the test wants, instead of the real one. */
function proofsModule(proofs: TestProofs): new () => object {
  @Module({ providers: [{ provide: InboxProofs, useValue: proofs }] })
  class ProofsOfTest {}
  return ProofsOfTest;
}

export async function aWorld(
  units: number,
  config: Partial<Record<SettingName, string>> = {},
  withProofs = true,
): Promise<World> {
  const proofs = new TestProofs();
  const app = await startTestApp({
    config: { CUTOVER_AT: CUTOVER, ...config },
    imports: withProofs ? [proofsModule(proofs)] : [],
  });
  const org = await anOrganisation(app, units);
  const as = (person: Person): Client => api(app).as(person);
  const admin = (): Client => as(org.office.admin);
  const drain = async (): Promise<void> => {
    await app.db.query(`update graphile_worker._private_jobs set run_at = now()`);
    await app.get(Jobs).drain();
  };
  const send = async (to: readonly StaffedUnit[], dispatch: object = {}) => {
    const draft = {
      typeCode: 'cong_van',
      subject: 'Rà soát danh sách đoàn viên',
      summary: 'Đề nghị các đơn vị rà soát',
      recipients: to.map(({ id }) => ({ target: 'unit', unitId: id, purpose: 'act' })),
    };
    const { id } = (await as(org.office.clerk).post('/outgoing-documents', draft).expect(201)).body as { id: string };
    const path = `/outgoing-documents/${id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    const issued = await as(org.office.clerk).post(`${path}/issuance`, { documentDate: '2020-05-18' }).expect(201);
    await as(org.office.clerk).post(`${path}/dispatches`, dispatch).expect(201);
    return { id, symbol: (issued.body as { symbol: string }).symbol };
  };
  return {
    app,
    org,
    proofs,
    as,
    admin,
    drain,
    send,
    inbox: async (unit, address, more = {}) =>
      (
        await admin()
          .post('/legacy-inboxes', { unitId: unit.id, address, ...more })
          .expect(201)
      ).body as LegacyInboxWire,
    shown: async (id) => (await admin().get(`/legacy-inboxes/${id}`).expect(200)).body as LegacyInboxWire,
    act: (id, act, body = {}) => admin().post(`/legacy-inboxes/${id}/${act}`, body),
    at: (instant) => app.clock.set(new Date(instant)),
  };
}
