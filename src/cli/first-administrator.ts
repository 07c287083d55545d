import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountProvisioning } from '../accounts/account-provisioning.service.ts';
import { StrongPasswords } from '../accounts/strong-passwords.ts';
import { toUsername, USERNAME } from '../accounts/username.policy.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { withRooms } from '../rooms.ts';
import { lockTree } from '../units/unit-lock.ts';
import { CODE } from '../units/unit-fields.policy.ts';
import { UnitProvisioning } from '../units/unit-provisioning.service.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { EXIT, UsageError, type Command, type Terminal, type Values } from './command.ts';
import { onGround } from './database.ts';

const PASSWORD_VARIABLE = 'GNVB_PASSWORD';

interface Given {
  readonly password: string;
  /** Made here, so it must be shown once. */
  readonly isMade: boolean;
}

export const FIRST_ADMINISTRATOR: Command = {
  summary: `make an administrator, and the root unit when there is no unit yet; the password comes from ${PASSWORD_VARIABLE}, is typed, or is made and shown once`,
  options: {
    username: { value: 'NAME' },
    'display-name': { value: 'NAME' },
    'unit-code': { value: 'CODE' },
    'unit-name': { value: 'NAME', optional: true },
  },
  async run(world, values) {
    const code = values['unit-code']?.trim().toUpperCase() ?? '';
    if (!CODE.test(code)) throw new UsageError('--unit-code takes capitals, digits, . _ and -, up to 40');
    if (!USERNAME.test(toUsername(values['username'] ?? '')))
      throw new UsageError('--username takes 3 to 64 letters or digits, with . _ - @ inside');
    const given = await passwordFrom(world.terminal);
    await onGround(world, (ground) =>
      withRooms(ground, (rooms) => createAdministrator(rooms, { ...values, 'unit-code': code }, given.password)),
    );
    world.terminal.print(
      `${values['username']} administers ${code}.${given.isMade ? ` Password, shown only now: ${given.password}` : ''}`,
    );
    return EXIT.done;
  },
};

/** An administrator of the unit of that code, which is made when there is no unit yet. @throws UsageError */
export async function createAdministrator(
  rooms: INestApplicationContext,
  values: Values,
  plain: string,
): Promise<void> {
  const accounts = rooms.get(AccountProvisioning, { strict: false });
  const { username = '', 'display-name': displayName = '' } = values;
  const names = [username, displayName, values['unit-name'] ?? ''];
  const password = await rooms.get(StrongPasswords, { strict: false }).hash(plain, names);
  await rooms.get(UnitOfWork, { strict: false }).run(async (tx) => {
    const unitId = await rootUnit(rooms, tx, values);
    const posts = [{ unitId, role: 'admin', title: 'Quản trị' }] as const;
    await accounts.create(tx, { username, displayName, email: null, password, sample: false, posts });
  });
}

/** The unit of that code; made as a root when no unit is there at all. @throws UsageError */
async function rootUnit(rooms: INestApplicationContext, tx: Tx, values: Values): Promise<string> {
  const { 'unit-code': code = '', 'unit-name': name } = values;
  await lockTree(tx);
  const known = await tx.first<{ id: string }>(`select id from unit where code = $1`, [code]);
  if (known) return known.id;
  if (await tx.first(`select id from unit limit 1`))
    throw new UsageError(`there is no unit ${code}; enter it as an administrator, or name one that is there`);
  if (!name) throw new UsageError('there is no unit yet: --unit-name is needed to make the root');
  const openedOn = rooms.get(UnitsReader, { strict: false }).today();
  return rooms
    .get(UnitProvisioning, { strict: false })
    .create(tx, { parentId: null, code, kind: 'block', name, shortName: name.slice(0, 100), openedOn });
}

async function passwordFrom(terminal: Terminal): Promise<Given> {
  const set = terminal.environment[PASSWORD_VARIABLE];
  if (set) return { password: set, isMade: false };
  const typed = await terminal.askSecretly('Password (nothing typed: one is made): ');
  return typed ? { password: typed, isMade: false } : { password: randomBytes(15).toString('base64url'), isMade: true };
}
