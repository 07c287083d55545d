import { randomBytes, randomUUID } from 'node:crypto';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import { AccountProvisioning } from '../../src/accounts/account-provisioning.service.ts';
import type { Role } from '../../src/platform/access/role.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { UnitProvisioning, type NewUnit } from '../../src/units/unit-provisioning.service.ts';
import type { SignedIn } from './api.ts';
import type { TestApp } from './app.ts';

export interface Person extends SignedIn {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly sessionId: string;
  /** In the order in which the posts were given. */
  readonly postIds: readonly string[];
}

export interface PersonOptions {
  readonly username?: string;
  readonly displayName?: string;
  readonly email?: string;
  /** Without one nobody can sign in by hand; `api().as(person)` needs none. Hashing takes a while: leave it out where it does not matter. */
  readonly password?: string;
}

const TITLES: Readonly<Record<Role, string>> = {
  admin: 'Quản trị',
  clerk: 'Văn thư',
  leader: 'Bí thư',
  member: 'Ủy viên',
};
const FAR_AWAY = new Date('2100-01-01T00:00:00Z');

const unique = (): string => randomBytes(4).toString('hex');

/**
 * A person holding the posts, signed in for as long as the test runs, wherever it moves the clock.
 * @param posts unit id and role of each
 */
export async function aPerson(
  app: TestApp,
  posts: readonly (readonly [unitId: string, role: Role])[],
  options: PersonOptions = {},
): Promise<Person> {
  const { username = `nguoi.${unique()}`, displayName = `Cán bộ ${unique()}`, email = null, password = null } = options;
  const held = posts.map(([unitId, role]) => ({ unitId, role, title: TITLES[role] }));
  const { id, postIds } = await app
    .get(UnitOfWork)
    .run((tx) =>
      app.get(AccountProvisioning).create(tx, { username, displayName, email, password, sample: false, posts: held }),
    );
  return { id, username, displayName, postIds, ...(await signIn(app, id)) };
}

/** A unit with its first name. Top of a tree of its own unless a parent is given. */
export async function aUnit(
  app: TestApp,
  unit: Partial<NewUnit> = {},
): Promise<{ readonly id: string; readonly code: string; readonly name: string }> {
  const code = unit.code ?? `DV-${unique().toUpperCase()}`;
  const name = unit.name ?? `Đoàn phường ${unique()}`;
  const usual = { parentId: null, kind: 'agency', shortName: name, openedOn: '2000-01-01' } as const;
  const id = await app
    .get(UnitOfWork)
    .run((tx) => app.get(UnitProvisioning).create(tx, { ...usual, ...unit, code, name }));
  return { id, code, name };
}

/** Another session of the same person. */
export async function anotherSession(app: TestApp, person: Person): Promise<Person> {
  return { ...person, ...(await signIn(app, person.id)) };
}

async function signIn(app: TestApp, accountId: string): Promise<SignedIn & { readonly sessionId: string }> {
  const sessionId = randomUUID();
  await app.db.query(
    `insert into session (id, account_id, refresh_hash, rotated_at, created_at, expires_at) values ($1, $2, $3, $4, $4, $5)`,
    [sessionId, accountId, randomBytes(32), app.clock.now(), FAR_AWAY],
  );
  return { sessionId, token: () => app.get(AccessTokens).sign(accountId, sessionId).text };
}
