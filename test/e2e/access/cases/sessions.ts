import { Passwords } from '../../../../src/accounts/passwords.ts';
import { makeRefreshToken } from '../../../../src/accounts/refresh-token.ts';
import { SigningKey } from '../../../../src/accounts/signing-key.ts';
import { anotherSession, aPerson, type Person } from '../../../support/people.ts';
import { inItems, type Calling, type Cases, type Subject } from '../access-case.ts';
import { about, unitX } from '../subjects.ts';
import { personOf, type World } from '../world.ts';

const PASSWORD = 'mật khẩu của người này';

async function someoneWithPassword({ app, units }: World): Promise<Subject> {
  const person = await aPerson(app, [[units.own.id, 'member']]);
  const { phc } = await app.get(Passwords).hash(PASSWORD);
  await app.db.query(`update account set password_hash = $2 where id = $1`, [person.id, phc]);
  return about({ username: person.username });
}

/** A session whose refresh token we know. */
async function aRenewable({ app, own }: World): Promise<Subject> {
  const session = await anotherSession(app, own.clerk);
  const refresh = makeRefreshToken(app.get(SigningKey), session.sessionId);
  await app.db.query(`update session set refresh_hash = $2 where id = $1`, [session.sessionId, refresh.hash]);
  return about({ cookie: refresh.text });
}

/** Signing out ends the session it is called with: not the one the matrix goes on with. */
async function aSessionToEnd(world: World, { who }: Calling): Promise<Subject> {
  if (who === 'anonymous') return unitX(world);
  const caller = await anotherSession(world.app, personOf(world, who));
  return { ...about({ id: caller.sessionId }), caller };
}

const idOf = ({ sessionId }: Person): Subject => about({ id: sessionId });

export const SESSIONS: Cases = {
  'SessionsController.signIn': {
    subject: someoneWithPassword,
    body: ({ ids }) => ({ username: ids['username'], password: PASSWORD }),
  },
  'SessionsController.renew': {
    subject: aRenewable,
    finish: (request, { ids }) => request.set('cookie', `gnvb_refresh=${ids['cookie']}`),
  },
  'SessionsController.own': {
    subject: async ({ own }) => idOf(own.clerk),
    query: () => 'limit=200',
    shows: inItems,
    except: [['*.*', 'filtered', 'sessions are their owner’s alone, whatever the unit']],
  },
  'SessionsController.current': { subject: unitX, scope: 'everybody' },
  'SessionsController.signOut': { subject: aSessionToEnd, perCaller: true, scope: 'everybody' },
  'SessionsController.endOwn': [
    { subject: async ({ own }) => idOf(own.clerk), except: [['*.*', 'hidden', 'sessions are their owner’s alone']] },
    {
      of: 'the own session',
      perCaller: true,
      subject: async (world, { who }) =>
        idOf(await anotherSession(world.app, who === 'anonymous' ? world.own.clerk : personOf(world, who))),
      scope: 'everybody',
    },
  ],
};
