import { inItems, type AccessCase, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aDocument, aSecret, unitX, type Stage } from '../subjects.ts';
import type { World } from '../world.ts';

/** The subject: a document of own, its file beside it. */
export const document =
  (stage: Stage) =>
  async (world: World): Promise<Subject> => {
    const { id, secret, dispatchId } = await aDocument(world, 'own', stage);
    return about({ id, attachmentId: world.files.own, dispatchId }, secret, await versionOf(world, id));
  };

export async function versionOf({ app }: World, id: string): Promise<number> {
  const { rows } = await app.db.query<{ version: number }>(`select version from outgoing_document where id = $1`, [id]);
  return rows[0]?.version ?? 0;
}

/** Until it is issued a document is for its makers: strangers and members who did not write it are told the same. */
export const IN_THE_MAKING: readonly Exception[] = [
  ['own.member', 'hidden', 'a draft is for its drafter, clerks and leaders'],
  ['member-and.*', 'hidden', 'a member here, whatever they are elsewhere'],
];

const draft: AccessCase = { of: 'a draft of a colleague', subject: document('draft'), except: IN_THE_MAKING };
const listed: AccessCase = { subject: document('dispatched'), query: () => 'limit=200', shows: inItems };

export const OUTGOING: Cases = {
  'OutgoingController.list': [
    listed,
    {
      ...listed,
      of: 'a draft of a colleague',
      subject: document('draft'),
      except: IN_THE_MAKING.map(([who, , why]) => [who, 'filtered', why]),
    },
  ],
  'OutgoingController.create': {
    subject: unitX,
    body: ({ ids }) => ({ unitId: ids['id'], typeCode: 'thong_bao', subject: aSecret() }),
    namesUnit: true,
  },
  'NumberBooksController.list': {
    subject: async (world) => ({ ...(await document('issued')(world)), ids: { id: world.units.own.id } }),
    shows: (body: { unitId: string }[], { ids }) => body.some(({ unitId }) => unitId === ids['id']),
  },
  'NumberBooksController.open': {
    subject: unitX,
    namesUnit: true,
    body: ({ ids }) => ({ unitId: ids['id'], typeCode: 'ke_hoach', lastNumber: 7 }),
  },
  'OutgoingRegisterController.list': {
    subject: document('issued'),
    namesUnit: true,
    query: (_, { units }) => `limit=200&unitId=${units.own.id}`,
    shows: (body: { items: { documentId: string }[] }, { ids }) =>
      body.items.some((item) => item.documentId === ids['id']),
  },
  'OutgoingController.one': [{ subject: document('issued') }, draft],
  'OutgoingController.edit': { ...draft, body: () => ({ subject: aSecret() }) },
  'OutgoingController.zip': [{ subject: document('issued') }, draft],
  'OutgoingController.file': [{ subject: document('issued') }, draft],
};
