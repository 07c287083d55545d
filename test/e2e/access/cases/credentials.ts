import { randomBytes, randomUUID } from 'node:crypto';
import { Passwords } from '../../../../src/accounts/passwords.ts';
import { seal } from '../../../../src/accounts/secret-box.ts';
import { SigningKey } from '../../../../src/accounts/signing-key.ts';
import { newTotpSecret } from '../../../../src/accounts/totp.policy.ts';
import { ActivationCodes } from '../../../../src/credentials/activation-codes.service.ts';
import { tokenDigest } from '../../../../src/credentials/password-resets.service.ts';
import { aPerson } from '../../../support/people.ts';
import { totpAt } from '../../credentials/kit.ts';
import type { AccessCase, Calling, Cases, Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { postsOf } from '../people.ts';
import { about, anAccount, unitX } from '../subjects.ts';
import { principalOf, unique, type World } from '../world.ts';

const EMAIL = 'can.bo@gnvb.example';
const PASSWORD = 'Cánh đồng lúa chín vàng';
const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators manage the people of every unit below'];
const BEYOND: Exception = [
  'member-and.admin',
  { status: 403, code: 'accounts.beyond-reach' },
  'sees the colleague, administers another unit',
];

let phc: Promise<string> | null = null;
const hashed = ({ app }: World): Promise<string> =>
  (phc ??= app
    .get(Passwords)
    .hash(PASSWORD)
    .then((made) => made.phc));

/** Somebody with the posts of the caller and a password, and a second factor as far as it is wanted. */
async function aCaller(world: World, { who }: Calling, factor: 'none' | 'begun' | 'on'): Promise<Subject> {
  if (who === 'anonymous') return unitX(world);
  const { app, units } = world;
  const posts = postsOf(who).map(([place, role]) => [units[place].id, role] as const);
  const caller = await aPerson(app, posts);
  await app.db.query(`update account set password_hash = $2 where id = $1`, [caller.id, await hashed(world)]);
  const secret = newTotpSecret();
  if (factor !== 'none')
    await app.db.query(
      `insert into second_factor (account_id, sealed_secret, created_at, confirmed_at) values ($1, $2, now(), $3)`,
      [
        caller.id,
        seal(app.get(SigningKey), 'second-factor', caller.id, secret),
        factor === 'on' ? app.clock.now() : null,
      ],
    );
  return { ...about({ id: caller.id, code: totpAt(secret, app.clock.now()) }), caller };
}

const own = (factor: 'none' | 'begun' | 'on'): AccessCase => ({
  perCaller: true,
  subject: (world, calling) => aCaller(world, calling, factor),
  scope: 'everybody',
});

/** A member of own to whom its administrator has issued a code. */
export async function aCode(world: World): Promise<Subject> {
  const subject = await anAccount(world);
  const admin = await principalOf(world, world.own.admin);
  const { items } = await world.app.get(ActivationCodes).issue(admin, { accountId: subject.ids['id'] ?? '' }, null);
  const [item] = items;
  const ids = {
    id: item?.id ?? '',
    accountId: item?.accountId ?? '',
    username: item?.username ?? '',
    code: item?.code ?? '',
  };
  return { ...subject, ids };
}

async function aLink(world: World): Promise<Subject> {
  const { app } = world;
  const person = await aPerson(app, [[world.units.own.id, 'member']], { email: EMAIL });
  const token = randomBytes(32).toString('base64url');
  await app.db.query(
    `insert into password_reset (id, account_id, digest, password_serial, mailed_to, requested_at, expires_at)
     values ($1, $2, $3, 0, $5, $4, '2100-01-01')`,
    [randomUUID(), person.id, tokenDigest(app.get(SigningKey), token), app.clock.now(), EMAIL],
  );
  return about({ token });
}

/** A member of own with a session and a second factor. */
async function aSignedIn(world: World): Promise<Subject> {
  const subject = await anAccount(world);
  const sessionId = randomUUID();
  await world.app.db.query(
    `insert into session (id, account_id, refresh_hash, rotated_at, created_at, expires_at) values ($1, $2, '', now(), now(), '2100-01-01')`,
    [sessionId, subject.ids['id']],
  );
  await world.app.db.query(`insert into second_factor (account_id, sealed_secret, created_at) values ($1, '', now())`, [
    subject.ids['id'],
  ]);
  return { ...subject, ids: { ...subject.ids, sessionId } };
}

const proof = ({ ids }: Subject): object => ({ password: PASSWORD, code: ids['code'] });

export const CREDENTIALS: Cases = {
  'ActivationCodesController.issue': {
    subject: anAccount,
    body: ({ ids }) => ({ accountId: ids['id'] }),
    except: [FROM_ABOVE, BEYOND],
  },
  'ActivationCodesController.list': {
    subject: aCode,
    query: ({ ids }) => `limit=200&accountId=${ids['accountId']}`,
    shows: (body: { items: { accountId: string }[] }, { ids }) =>
      body.items.some((item) => item.accountId === ids['accountId']),
    except: [FROM_ABOVE],
  },
  'ActivationCodesController.voidOne': {
    subject: aCode,
    body: () => ({}),
    except: [FROM_ABOVE, ['member-and.admin', 'hidden', 'codes are shown only to those who may issue them']],
  },
  'ActivationsController.activate': {
    subject: aCode,
    body: ({ ids }) => ({ username: ids['username'], code: ids['code'], password: PASSWORD }),
  },
  'PasswordResetsController.request': {
    subject: async () => about({}),
    body: () => ({ login: `khong.co.${unique()}` }),
    success: 202,
  },
  'PasswordResetsController.redeem': {
    subject: aLink,
    body: ({ ids }) => ({ token: ids['token'], password: PASSWORD }),
    success: 204,
  },
  'AccountSessionsController.list': { subject: aSignedIn, except: [FROM_ABOVE, BEYOND] },
  'AccountSessionsController.endAll': { subject: aSignedIn, except: [FROM_ABOVE, BEYOND] },
  'AccountSessionsController.endOne': { subject: aSignedIn, except: [FROM_ABOVE, BEYOND] },
  'AccountSessionsController.removeSecondFactor': { subject: aSignedIn, except: [FROM_ABOVE, BEYOND] },
  'SecondFactorController.state': own('on'),
  'SecondFactorController.enrol': { ...own('none'), body: () => ({ password: PASSWORD }) },
  'SecondFactorController.confirm': { ...own('begun'), body: ({ ids }) => ({ code: ids['code'] }) },
  'SecondFactorController.renewCodes': { ...own('on'), body: proof },
  'SecondFactorController.turnOff': { ...own('on'), body: proof, success: 204 },
};
