import { randomUUID } from 'node:crypto';
import { Groups } from '../../../src/groups/groups.service.ts';
import { Assignments } from '../../../src/incoming/assignments.service.ts';
import { IncomingActs } from '../../../src/incoming/incoming.acts.ts';
import { Dispatching } from '../../../src/outgoing/dispatching.service.ts';
import { Drafts } from '../../../src/outgoing/drafts.service.ts';
import { Issuing } from '../../../src/outgoing/issuing.service.ts';
import { OutgoingActs } from '../../../src/outgoing/outgoing.acts.ts';
import type { DraftOutgoing } from '../../../src/outgoing/outgoing.dto.ts';
import type { RefusalReason } from '../../../src/incoming/incoming.reasons.ts';
import { aPerson, type Person } from '../../support/people.ts';
import type { Subject } from './access-case.ts';
import { FILE_SECRET, principalOf, unique, type Hands, type World } from './world.ts';

export const REASON = { reason: 'Văn bản ghi sai thẩm quyền ban hành' };
export const REFUSAL: { code: RefusalReason; text: string } = {
  code: 'wrong_addressee',
  text: 'Không đúng nơi nhận văn bản này',
};

export const aSecret = (): string => `kín-${unique()}`;

/** The subject with one id of each name. */
export function about(ids: Subject['ids'], secret: string = FILE_SECRET, version = 1): Subject {
  return { ids, secret, version };
}

export const unitX = async (world: World): Promise<Subject> => {
  const { rows } = await world.app.db.query<{ version: number }>(`select version from unit where id = $1`, [
    world.units.own.id,
  ]);
  return about({ id: world.units.own.id }, aSecret(), rows[0]?.version ?? 0);
};

export type Stage = 'draft' | 'submitted' | 'approved' | 'issued' | 'scheduled' | 'dispatched';
type Sender = 'own' | 'other' | 'partner';

export interface Written {
  readonly id: string;
  readonly dispatchId: string;
  readonly secret: string;
}

export interface Writing {
  readonly by?: Person;
  /** Where it goes; default: the partner. */
  readonly to?: string;
  readonly more?: Partial<DraftOutgoing>;
}

const STAGES: readonly Stage[] = ['draft', 'submitted', 'approved', 'issued'];

/** A document of the unit, brought as far as the stage by the unit's hands. */
export async function aDocument(world: World, from: Sender, stage: Stage, writing: Writing = {}): Promise<Written> {
  const hands = world[from];
  const { app, units } = world;
  const secret = aSecret();
  const drafter = await principalOf(world, writing.by ?? hands.drafter);
  const to = writing.to ?? units.partner.id;
  const { id } = await app.get(Drafts).create(drafter, null, {
    unitId: units[from].id,
    typeCode: 'thong_bao',
    subject: secret,
    summary: secret,
    attachmentIds: [world.files[from]],
    recipients: [{ target: 'unit', unitId: to, purpose: 'act' }],
    ...writing.more,
  });
  const reached = STAGES.includes(stage) ? STAGES.indexOf(stage) : STAGES.length;
  const steps = [
    () => app.get(OutgoingActs).submit(drafter, id),
    async () => app.get(OutgoingActs).approve(await principalOf(world, hands.leader), id),
    async () => app.get(Issuing).issue(await principalOf(world, hands.clerk), id, {}),
  ];
  for (const step of steps.slice(0, reached)) await step();
  const dispatchId = reached < STAGES.length ? '' : await dispatched(world, hands, id, stage === 'scheduled');
  return { id, dispatchId, secret };
}

async function dispatched(world: World, { clerk }: Hands, id: string, later: boolean): Promise<string> {
  const sendAt = later ? new Date(world.app.clock.now().getTime() + 3600_000).toISOString() : null;
  return (await world.app.get(Dispatching).dispatch(await principalOf(world, clerk), id, null, { sendAt })).id;
}

/** Its delivery at a unit. */
export async function deliveryOf({ app }: World, documentId: string, unitId: string): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `select id from delivery where document_id = $1 and unit_id = $2`,
    [documentId, unitId],
  );
  return rows[0]?.id ?? '';
}

export type Work = 'delivered' | 'registered' | 'refused' | 'returned' | { readonly lead: Person };

/** A document that own has received from somebody, and how far own is with it. */
export async function aDelivery(
  world: World,
  work: Work = 'delivered',
  from: 'other' | 'partner' = 'partner',
): Promise<Written> {
  const { app, units, own } = world;
  const written = await aDocument(world, from, 'dispatched', { to: units.own.id });
  const id = await deliveryOf(world, written.id, units.own.id);
  const acts = app.get(IncomingActs);
  const clerk = await principalOf(world, own.clerk);
  if (work === 'refused') await acts.refuse(clerk, id, REFUSAL);
  else if (work !== 'delivered') await acts.register(clerk, id, {});
  if (work === 'returned') await acts.giveBack(clerk, id, REFUSAL);
  if (typeof work === 'object') {
    const body = {
      leadAccountId: work.lead.id,
      cooperateAccountIds: [],
      informAccountIds: [],
      instruction: 'Chủ trì tham mưu',
    };
    await app.get(Assignments).assign(await principalOf(world, own.leader), id, null, body);
  }
  return { ...written, id };
}

/** What partner refused of own: own has to take note. */
export async function aRefusedCopy(world: World): Promise<Written & { readonly deliveryId: string }> {
  const written = await aDocument(world, 'own', 'dispatched');
  const deliveryId = await deliveryOf(world, written.id, world.units.partner.id);
  await world.app.get(IncomingActs).refuse(await principalOf(world, world.partner.clerk), deliveryId, REFUSAL);
  return { ...written, deliveryId };
}

export async function aGroup(world: World, hands: 'own' | 'other' = 'own'): Promise<Subject> {
  const secret = aSecret();
  const clerk = await principalOf(world, world[hands].clerk);
  const { id, version } = await world.app.get(Groups).create(clerk, null, { name: secret });
  return about({ id }, secret, version);
}

/** A member of own. */
export async function anAccount(world: World): Promise<Subject> {
  const secret = aSecret();
  const { id, postIds } = await aPerson(world.app, [[world.units.own.id, 'member']], { displayName: secret });
  return about({ id, postId: postIds[0] ?? '' }, secret);
}

/** The newest receipt about a delivery. */
export async function receiptOf({ app }: World, deliveryId: string): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `select id from receipt where delivery_id = $1 order by at desc, seq desc limit 1`,
    [deliveryId],
  );
  return rows[0]?.id ?? randomUUID();
}
