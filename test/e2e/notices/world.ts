import { randomUUID } from 'node:crypto';
import { Notifications, type Notice } from '../../../src/notifications/notifications.service.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import type { MovableClock } from '../../../src/platform/clock/clock.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import type { SettingName } from '../../../src/platform/config/settings.ts';
import { api, type Client } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../../support/organisation.ts';
import type { Person } from '../../support/people.ts';

export const SUBJECT = 'Rà soát danh sách đoàn viên';

export const aNotice = (person: Person, unitId: string): Notice => ({
  kind: 'group.answered',
  key: randomUUID(),
  accountId: person.id,
  unitId,
  recipient: null,
  subject: '',
  letter: { paragraphs: [] },
  line: '',
  path: '/groups/1',
  params: { asked: 'Đề nghị vào nhóm "Khối phường"', answer: 'đã được đồng ý' },
  urgency: 'normal',
});

export interface Sent {
  readonly documentId: string;
  readonly symbol: string;
  /** At each unit, in the order given. */
  readonly deliveryIds: readonly string[];
}

export interface World {
  readonly app: TestApp;
  readonly org: Organisation;
  readonly units: readonly StaffedUnit[];
  as(person: Person): Client;
  drain(): Promise<void>;
  send(units: readonly StaffedUnit[], urgency?: string): Promise<Sent>;
  /** So many things at once, about nothing that can be dealt with. */
  tell(person: Person, unitId: string, count: number): Promise<void>;
}

export async function aWorld(
  units: number,
  config: Partial<Record<SettingName, string>> = {},
  clock?: MovableClock,
  practice = false,
): Promise<World> {
  const app = await startTestApp({ config, ...(practice && { practice }), ...(clock && { clock }) });
  const org = await anOrganisation(app, units);
  const as = (person: Person): Client => api(app).as(person);
  const drain = async (): Promise<void> => {
    await app.db.query(`update graphile_worker._private_jobs set run_at = now()`);
    await app.get(Jobs).drain();
  };
  const send = async (to: readonly StaffedUnit[], urgency = 'normal'): Promise<Sent> => {
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: SUBJECT,
        summary: SUBJECT,
        urgency,
        recipients: to.map(({ id }) => ({ target: 'unit', unitId: id, purpose: 'act' })),
      })
      .expect(201);
    const { id } = body as { id: string };
    const path = `/outgoing-documents/${id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    const issued = await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    app.clock.advance(1000);
    await as(org.office.clerk).post(`${path}/dispatches`).expect(201);
    await drain();
    const { rows } = await app.db.query<{ id: string }>(
      `select v.id from unnest($2::uuid[]) with ordinality u(id, n) join delivery v on v.document_id = $1 and v.unit_id = u.id order by u.n`,
      [id, to.map((unit) => unit.id)],
    );
    const { symbol } = issued.body as { symbol: string };
    return { documentId: id, symbol, deliveryIds: rows.map((row) => row.id) };
  };
  const tell = async (person: Person, unitId: string, count: number): Promise<void> => {
    const notices = Array.from({ length: count }, () => aNotice(person, unitId));
    await app.get(UnitOfWork).run((tx) => app.get(Notifications).tell(tx, notices));
    await drain();
  };
  return { app, org, units: org.units, as, drain, send, tell };
}
