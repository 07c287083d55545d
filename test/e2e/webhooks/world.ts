import { WebhookRunner } from '../../../src/webhooks/webhook-runner.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../../support/organisation.ts';
import type { Person } from '../../support/people.ts';

export const LOOPBACK = { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' };

export interface World {
  readonly app: TestApp;
  readonly org: Organisation;
  /** Administers the office and all its units. */
  readonly admin: Person;
}

export interface Hook {
  readonly id: string;
  readonly secret: string;
  readonly version: number;
}

export async function aWorld(count: number, options: TestAppOptions = {}): Promise<World> {
  const app = await startTestApp({ ...options, config: { ...LOOPBACK, ...options.config } });
  const org = await anOrganisation(app, count);
  return { app, org, admin: org.office.admin };
}

export const send = (app: TestApp): Promise<void> => app.get(WebhookRunner).runDue();

export const EVERYTHING = [
  'arrived',
  'dispatched',
  'opened',
  'acknowledged',
  'registered',
  'withdrawn',
  'refused',
  'noted',
];

export async function aHook({ app, admin }: World, unitId: string, url: string, events = EVERYTHING): Promise<Hook> {
  const { body } = await api(app).as(admin).post('/webhooks', { unitId, url, events }).expect(201);
  return body as Hook;
}

/** A document of the office, sent to the units. @returns its id */
export async function aDispatch(
  { app, org }: World,
  to: readonly Pick<StaffedUnit, 'id'>[],
  sendAt: string | null = null,
): Promise<string> {
  const as = (person: Person) => api(app).as(person);
  const recipients = to.map(({ id }) => ({ target: 'unit', unitId: id, purpose: 'act' }));
  const draft = { typeCode: 'thong_bao', subject: 'Trích yếu kín', summary: 'Nội dung kín', recipients };
  const { id } = (await as(org.office.clerk).post('/outgoing-documents', draft).expect(201)).body as { id: string };
  await as(org.office.clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(org.office.leader).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(org.office.clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
  await as(org.office.clerk).post(`/outgoing-documents/${id}/dispatches`, { sendAt }).expect(201);
  return id;
}

export async function deliveryAt({ app }: World, documentId: string, unitId: string): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `select id from delivery where document_id = $1 and unit_id = $2`,
    [documentId, unitId],
  );
  return rows[0]?.id ?? '';
}

export interface Line {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly tries: { readonly status: number | null; readonly error: string | null; readonly answer: string | null }[];
}

export async function log({ app, admin }: World, hookId: string): Promise<Line[]> {
  const { body } = await api(app).as(admin).get(`/webhooks/${hookId}/deliveries?limit=200`).expect(200);
  return (body as { items: Line[] }).items;
}
