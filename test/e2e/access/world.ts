import { randomBytes } from 'node:crypto';
import { Callers } from '../../../src/accounts/callers.reader.ts';
import type { Principal } from '../../../src/platform/access/principal.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { EVERYBODY, postsOf, type Place, type Who } from './people.ts';

/** People who make the subjects; nobody of the matrix is among them, so nobody sees a draft for having written it. */
export interface Hands {
  readonly admin: Person;
  readonly clerk: Person;
  readonly leader: Person;
  readonly drafter: Person;
}

type Units = Readonly<Record<Place | 'block' | 'partner' | 'paper', { readonly id: string; readonly name: string }>>;

/** superior ← block ← own ← subordinate, with other and paper beside own; partner writes to own and is written to, far from them all. */
export interface World {
  readonly app: TestApp;
  readonly units: Units;
  readonly people: ReadonlyMap<Who, Person>;
  readonly own: Hands;
  readonly other: Hands;
  readonly partner: Hands;
  /** A file of each unit that has hands. */
  readonly files: Readonly<Record<'own' | 'other' | 'partner', string>>;
}

export const FILE_SECRET = 'tep-kin';
export const unique = (): string => randomBytes(5).toString('hex');

export async function aWorld(): Promise<World> {
  const app = await startTestApp({ config: { CUTOVER_AT: '2020-06-01T00:00:00+07:00' }, practice: true });
  const units = await unitsOf(app);
  const people = new Map<Who, Person>();
  for (const who of EVERYBODY) {
    if (who === 'anonymous') continue;
    people.set(
      who,
      await aPerson(
        app,
        postsOf(who).map(([place, role]) => [units[place].id, role] as const),
      ),
    );
  }
  const own = await handsOf(app, units.own.id);
  const other = await handsOf(app, units.other.id);
  const partner = await handsOf(app, units.partner.id);
  const files = { own: await aFile(app, own), other: await aFile(app, other), partner: await aFile(app, partner) };
  return { app, units, people, own, other, partner, files };
}

async function unitsOf(app: TestApp): Promise<Units> {
  const usual = { channel: 'system', numbering: 'YEAR' } as const;
  const superior = await aUnit(app, { ...usual, kind: 'superior' });
  const block = await aUnit(app, { ...usual, kind: 'block', parentId: superior.id });
  const own = await aUnit(app, { ...usual, parentId: block.id, email: 'own@vi-du.vn' });
  const subordinate = await aUnit(app, { ...usual, parentId: own.id });
  const other = await aUnit(app, { ...usual, parentId: block.id });
  const partner = await aUnit(app, usual);
  const paper = await aUnit(app, { kind: 'body', channel: 'paper', parentId: block.id });
  return { superior, block, own, subordinate, other, partner, paper };
}

async function handsOf(app: TestApp, unitId: string): Promise<Hands> {
  return {
    admin: await aPerson(app, [[unitId, 'admin']]),
    clerk: await aPerson(app, [[unitId, 'clerk']]),
    leader: await aPerson(app, [[unitId, 'leader']]),
    drafter: await aPerson(app, [[unitId, 'member']]),
  };
}

/** Uploads a small file. @returns its id */
export async function aFile(app: TestApp, { drafter }: Hands, text = 'Kính gửi'): Promise<string> {
  const sent = api(app)
    .as(drafter)
    .post('/attachments')
    .attach('file', Buffer.from(`${text}\n`), `${FILE_SECRET}.txt`);
  const { body } = (await sent.expect(201)) as { body: { items: { id: string }[] } };
  return body.items[0]?.id ?? '';
}

/** The person as services are given one, with the posts held now. */
export async function principalOf({ app }: Pick<World, 'app'>, person: Person): Promise<Principal> {
  const claims = { accountId: person.id, sessionId: person.sessionId };
  const principal = await app.get(Callers).principal(claims, '127.0.0.1');
  if (!principal) throw new Error(`${person.username} is not signed in`);
  return principal;
}

/** @throws for `anonymous` */
export function personOf(world: World, who: Who): Person {
  const person = world.people.get(who);
  if (!person) throw new Error(`${who} is no person`);
  return person;
}
