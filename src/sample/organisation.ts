import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountProvisioning } from '../accounts/account-provisioning.service.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import { Passwords, type HashedPassword } from '../accounts/passwords.ts';
import { Groups } from '../groups/groups.service.ts';
import { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitHistory } from '../units/unit-history.service.ts';
import { UnitProvisioning } from '../units/unit-provisioning.service.ts';
import { Cast } from './cast.ts';
import {
  BLOCK,
  GROUPS,
  loginOf,
  MEMBER_UNITS,
  RENAMED,
  TERMS,
  UNITS,
  WITH_MEMBERS,
  type SampleUnit,
} from './organisation.data.ts';
import { SAMPLE_PASSWORD } from './sample-passwords.ts';

/** Where the sample's people sit: an address that belongs to nobody (RFC 5737). */
const ADDRESS = '192.0.2.20';

const TITLES: Readonly<Record<Role, string>> = {
  admin: 'Quản trị',
  clerk: 'Văn thư',
  leader: 'Bí thư',
  member: 'Cán bộ',
};
const LOGINS: Readonly<Record<Role, string>> = { admin: 'quantri', clerk: 'vanthu', leader: 'bithu', member: 'canbo' };

/** Makes the units and their people, all or none; then names, terms and groups, as an administrator and a clerk would. */
export async function makeOrganisation(app: INestApplicationContext): Promise<Cast> {
  const cast = new Cast();
  const password = await app.get(Passwords, { strict: false }).hash(SAMPLE_PASSWORD);
  await app.get(UnitOfWork, { strict: false }).run(async (tx) => {
    for (const unit of UNITS) await enterUnit(app, tx, cast, unit);
    for (const unit of UNITS) {
      for (const role of rolesAt(unit)) await enterPerson(app, tx, cast, { unit, role, password });
    }
  });
  await writeHistory(app, cast);
  await makeGroups(app, cast);
  return cast;
}

async function enterUnit(
  app: INestApplicationContext,
  tx: Tx,
  cast: Cast,
  { parent, ...unit }: SampleUnit,
): Promise<void> {
  const parentId = parent === null ? null : cast.unit(parent);
  cast.enterUnit(unit.code, await app.get(UnitProvisioning, { strict: false }).create(tx, { ...unit, parentId }));
}

function rolesAt({ code }: SampleUnit): readonly Role[] {
  if (code === BLOCK) return ['admin', 'clerk', 'leader', 'member'];
  if (!MEMBER_UNITS.includes(code)) return [];
  return WITH_MEMBERS.has(code) ? ['clerk', 'leader', 'member'] : ['clerk', 'leader'];
}

interface Hire {
  readonly unit: SampleUnit;
  readonly role: Role;
  readonly password: HashedPassword;
}

/** People are named after their posts: nobody real is in the sample. */
async function enterPerson(
  app: INestApplicationContext,
  tx: Tx,
  cast: Cast,
  { unit, role, password }: Hire,
): Promise<void> {
  const username = role === 'admin' ? LOGINS.admin : `${LOGINS[role]}.${loginOf(unit.code)}`;
  const title = TITLES[role];
  const displayName = `${title} ${unit.code === BLOCK ? RENAMED.shortName : unit.name}`;
  const unitId = cast.unit(unit.code);
  const { id, postIds } = await app
    .get(AccountProvisioning, { strict: false })
    .create(tx, { username, displayName, email: null, password, sample: true, posts: [{ unitId, role, title }] });
  const posts = postIds.map((postId) => ({ id: postId, unitId, role, title, delegation: null }));
  cast.enterPerson(username, new Principal(id, displayName, randomUUID(), posts, ADDRESS));
}

/** Last of all, so that the sample's own past writes no mails; what is sent from now on does, to the clerks. */
export async function enterAddresses(app: INestApplicationContext, cast: Cast): Promise<void> {
  const accounts = app.get(Accounts, { strict: false });
  for (const code of [BLOCK, ...MEMBER_UNITS]) {
    const username = `${LOGINS.clerk}.${loginOf(code)}`;
    await accounts.edit(
      cast.person(LOGINS.admin),
      cast.person(username).accountId,
      { email: `${username}@gnvb.example` },
      1,
    );
  }
}

async function writeHistory(app: INestApplicationContext, cast: Cast): Promise<void> {
  const history = app.get(UnitHistory, { strict: false });
  const administrator = cast.person(LOGINS.admin);
  await history.rename(administrator, cast.unit(BLOCK), RENAMED);
  for (const code of [BLOCK, ...MEMBER_UNITS]) {
    for (const term of TERMS) await history.openTerm(administrator, cast.unit(code), term);
  }
}

async function makeGroups(app: INestApplicationContext, cast: Cast): Promise<void> {
  const groups = app.get(Groups, { strict: false });
  const clerk = cast.person(`${LOGINS.clerk}.${loginOf(BLOCK)}`);
  for (const { name, description, members } of GROUPS) {
    const group = await groups.create(clerk, null, { name, description });
    await groups.setMembers(
      clerk,
      group.id,
      group.version,
      members.map((code) => cast.unit(code)),
    );
    cast.enterGroup(name, group.id);
  }
}
