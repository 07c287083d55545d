import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountProvisioning } from '../accounts/account-provisioning.service.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import { Passwords, type HashedPassword } from '../accounts/passwords.ts';
import { GroupComposition } from '../groups/group-composition.service.ts';
import { GroupNesting } from '../groups/group-nesting.service.ts';
import { GroupOwnership } from '../groups/group-ownership.service.ts';
import type { Rule } from '../groups/group.kinds.ts';
import type { GroupWire } from '../groups/group.wire.ts';
import type { RuleBody } from '../groups/groups.dto.ts';
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
  DEPUTY,
  GROUPS,
  loginOf,
  MEMBER_UNITS,
  RENAMED,
  TERMS,
  UNITS,
  WITH_MEMBERS,
  type SampleGroup,
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
      if (unit.code === BLOCK) await enterPerson(app, tx, cast, { unit, role: 'leader', password, ...DEPUTY });
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
  /** Where the role alone does not say it. */
  readonly username?: string;
  readonly title?: string;
}

/** People are named after their posts: nobody real is in the sample. */
async function enterPerson(
  app: INestApplicationContext,
  tx: Tx,
  cast: Cast,
  { unit, role, password, title = TITLES[role], username = loginFor(role, unit) }: Hire,
): Promise<void> {
  const displayName = `${title} ${unit.code === BLOCK ? RENAMED.shortName : unit.name}`;
  const unitId = cast.unit(unit.code);
  const { id, postIds } = await app
    .get(AccountProvisioning, { strict: false })
    .create(tx, { username, displayName, email: null, password, sample: true, posts: [{ unitId, role, title }] });
  const posts = postIds.map((postId) => ({ id: postId, unitId, role, title, delegation: null }));
  cast.enterPerson(username, new Principal(id, displayName, randomUUID(), posts, ADDRESS));
}

function loginFor(role: Role, { code }: SampleUnit): string {
  return role === 'admin' ? LOGINS.admin : `${LOGINS[role]}.${loginOf(code)}`;
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
  for (const group of GROUPS) {
    const { name, description, visibility } = group;
    const made = await groups.create(clerk, null, { name, description, visibility });
    cast.enterGroup(name, made.id);
    await fillGroup(app, cast, clerk, made, group);
  }
}

async function fillGroup(
  app: INestApplicationContext,
  cast: Cast,
  clerk: Principal,
  { id, version }: GroupWire,
  { members, rule, groups, kept }: SampleGroup,
): Promise<void> {
  const composition = app.get(GroupComposition, { strict: false });
  let now = version;
  if (members) {
    const unitIds = members.map((code) => cast.unit(code));
    now = (await composition.setMembers(clerk, id, now, unitIds)).version;
  }
  if (rule) now = (await composition.setRule(clerk, id, now, mutable(rule))).version;
  if (groups) {
    const groupIds = groups.map((name) => cast.group(name));
    now = (await app.get(GroupNesting, { strict: false }).setGroups(clerk, id, now, groupIds)).version;
  }
  if (kept) {
    const [post] = cast.person(DEPUTY.username).posts;
    const leader = cast.person(`${LOGINS.leader}.${loginOf(BLOCK)}`);
    await app.get(GroupOwnership, { strict: false }).setKeeper(leader, id, now, post?.id ?? null);
  }
}

function mutable({ reach, kinds, sectors, channels }: Rule): RuleBody {
  return { reach, kinds: [...kinds], sectors: [...sectors], channels: [...channels] };
}
