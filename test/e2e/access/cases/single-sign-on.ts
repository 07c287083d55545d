import type { AccessCase, Cases, Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, anAccount } from '../subjects.ts';
import { unique, type World } from '../world.ts';

const OFF = { status: 404, code: 'single-sign-on.off' } as const;
const EVERYBODY_OFF: readonly Exception[] = (['*.*', 'none'] as const).map((who) => [
  who,
  OFF,
  'no provider is set up',
]);
const off: AccessCase = {
  subject: async () => about({}),
  except: [...EVERYBODY_OFF, ['anonymous', OFF, 'no provider is set up']],
};

const BEYOND = { status: 403, code: 'accounts.beyond-reach' } as const;
const DERIVED = 'back to what is derived';
const REACH: readonly Exception[] = [
  ['own.*', BEYOND, 'everybody may call it for themselves; colleagues are seen but not managed'],
  ['own.admin', 'allowed', DERIVED],
  ['member-and.*', BEYOND, 'sees the colleague only'],
  ['superior.admin', 'allowed', 'administrators manage the people of every unit below'],
];

async function anIdentity(world: World): Promise<Subject> {
  const account = await anAccount(world);
  const { rows } = await world.app.db.query<{ id: string }>(
    `insert into external_identity (id, account_id, issuer, subject, label, linked_by, linked_at)
     values (gen_random_uuid(), $1, 'https://cong.vi-du.vn', $2, $3, 'person', now()) returning id`,
    [account.ids['id'], unique(), account.secret],
  );
  return { ...account, ids: { ...account.ids, identityId: rows[0]?.id ?? '' } };
}

export const SINGLE_SIGN_ON: Cases = {
  'SignInMethodsController.methods': { subject: async () => about({}) },
  'SingleSignOnController.begin': off,
  'SingleSignOnController.callback': off,
  'SingleSignOnController.beginLinking': {
    subject: async () => about({}),
    scope: 'everybody',
    body: () => ({ password: 'mật khẩu nào đó' }),
    except: EVERYBODY_OFF,
  },
  'ExternalIdentitiesController.list': { subject: anIdentity, except: REACH },
  'ExternalIdentitiesController.unlink': { subject: anIdentity, except: REACH },
};
