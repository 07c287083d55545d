import { api } from '../../support/api.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';

type Json = Record<string, unknown>;

/** An office with a unit below it, both staffed by people who may do everything there. */
export interface World {
  readonly app: TestApp;
  /** Sends. */
  readonly officeId: string;
  /** Receives. */
  readonly schoolId: string;
  /** Outside the system, reached on paper. */
  readonly bodyId: string;
  /** Administrator, clerk, leader and member of the office. */
  readonly boss: Person;
  /** Clerk, leader and member of the school. */
  readonly head: Person;
  readonly stop: () => Promise<void>;
}

export async function aWorld(options: TestAppOptions = {}): Promise<World> {
  const app = await startTestApp({
    practice: true,
    ...options,
    config: { CUTOVER_AT: '2020-06-01T00:00:00+07:00', ...options.config },
  });
  const office = await aUnit(app, { kind: 'superior', numbering: 'YEAR' });
  const school = await aUnit(app, { parentId: office.id, kind: 'school', numbering: 'YEAR' });
  const body = await aUnit(app, { parentId: office.id, kind: 'body', channel: 'paper' });
  const everything = (['admin', 'clerk', 'leader', 'member'] as const).map((role) => [office.id, role] as const);
  const boss = await aPerson(app, everything);
  const head = await aPerson(
    app,
    (['clerk', 'leader', 'member'] as const).map((role) => [school.id, role] as const),
  );
  return { app, officeId: office.id, schoolId: school.id, bodyId: body.id, boss, head, stop: () => app.stop() };
}

/** A draft as a person would write it, sent to the school. */
export const aDraft = ({ schoolId }: Pick<World, 'schoolId'>): Json => ({
  typeCode: 'thong_bao',
  subject: 'Về việc tổ chức Tháng Thanh niên',
  recipients: [{ target: 'unit', unitId: schoolId, purpose: 'act' }],
});

const ROAD = ['submission', 'approval', 'issuance', 'dispatches'] as const;
export type Reached = 'draft' | (typeof ROAD)[number];

/** A document of the office that has come so far. @returns its id */
export async function aDocument(world: World, reached: Reached, draft: Json = aDraft(world)): Promise<string> {
  const office = api(world.app).as(world.boss);
  const { body } = (await office.post('/outgoing-documents', draft).expect(201)) as { body: { id: string } };
  for (const act of ROAD.slice(0, ROAD.indexOf(reached as never) + 1))
    await office.post(`/outgoing-documents/${body.id}/${act}`, {}).expect(201);
  return body.id;
}

/** The copy of a document at a unit. */
export async function deliveryOf({ app }: Pick<World, 'app'>, documentId: string, unitId: string): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `select id from delivery where document_id = $1 and unit_id = $2`,
    [documentId, unitId],
  );
  if (!rows[0]) throw new Error(`no delivery of ${documentId} at ${unitId}`);
  return rows[0].id;
}

/** A document that has just arrived at the school, taken so far by the acts named. @returns the delivery */
export async function anArrival(
  world: World,
  ...acts: readonly ('registration' | 'acknowledgement' | 'opening')[]
): Promise<string> {
  const id = await deliveryOf(world, await aDocument(world, 'dispatches'), world.schoolId);
  for (const act of acts) await api(world.app).as(world.head).post(`/incoming-documents/${id}/${act}`, {}).expect(201);
  return id;
}
