import { Issuing } from '../../../../src/outgoing/issuing.service.ts';
import { OutgoingActs } from '../../../../src/outgoing/outgoing.acts.ts';
import type { AccessCase, Calling, Cases, Subject } from '../access-case.ts';
import { about, aDocument, REASON, type Stage } from '../subjects.ts';
import { personOf, principalOf, type World } from '../world.ts';
import { document, IN_THE_MAKING } from './outgoing.ts';

const reason = (): object => ({ ...REASON });

/** Written by the one who calls: they see it, so only their role can stop them. */
const written =
  (stage: Stage) =>
  async (world: World, { who }: Calling): Promise<Subject> => {
    const { id, secret } = await aDocument(world, 'own', stage, { by: personOf(world, who) });
    return about({ id }, secret);
  };

const byCaller = (stage: Stage): AccessCase => ({
  of: 'written by the caller',
  subject: written(stage),
  perCaller: true,
  only: ['own.member', 'member-and.*'],
});

type Act = 'close' | 'revoke' | 'voidNumber' | 'issue';

/** Done before, by own's people: repeating it is harmless for those who may do it, and still refused to those who may not. */
const done = (stage: Stage, act: Act): AccessCase => ({
  of: 'done already',
  success: 200,
  subject: async (world) => {
    const { id, secret } = await aDocument(world, 'own', stage);
    const { app, own } = world;
    const [clerk, leader] = [await principalOf(world, own.clerk), await principalOf(world, own.leader)];
    if (act === 'issue') await app.get(Issuing).issue(clerk, id, {});
    else if (act === 'close') await app.get(OutgoingActs).close(clerk, id);
    else await app.get(OutgoingActs)[act](leader, id, REASON);
    return about({ id }, secret);
  },
});

export const OUTGOING_ACTS: Cases = {
  'OutgoingActsController.submit': [{ subject: document('draft'), except: IN_THE_MAKING }, byCaller('draft')],
  'OutgoingActsController.sendBack': [
    {
      subject: document('submitted'),
      body: reason,
      except: [['member-and.leader', 'hidden', 'a member here sees no draft of a colleague']],
    },
    { ...byCaller('submitted'), body: reason },
  ],
  'OutgoingActsController.approve': [
    {
      subject: document('submitted'),
      except: [['member-and.leader', 'hidden', 'a member here sees no draft of a colleague']],
    },
    byCaller('submitted'),
  ],
  'OutgoingActsController.issue': [
    {
      subject: document('approved'),
      body: () => ({}),
      except: [['member-and.clerk', 'hidden', 'a member here sees no draft of a colleague']],
    },
    { ...byCaller('approved'), body: () => ({}) },
    { ...done('approved', 'issue'), body: () => ({}) },
  ],
  'OutgoingActsController.check': [
    { subject: document('issued') },
    { of: 'a draft of a colleague', subject: document('draft'), except: IN_THE_MAKING },
  ],
  'OutgoingActsController.dispatch': { subject: document('issued'), body: () => ({}) },
  'OutgoingActsController.cancel': { subject: document('scheduled') },
  'OutgoingActsController.voidNumber': [
    { subject: document('issued'), body: reason },
    { ...done('issued', 'voidNumber'), body: reason },
  ],
  'OutgoingActsController.abandon': [
    { subject: document('draft'), body: reason, except: IN_THE_MAKING },
    { ...byCaller('draft'), body: reason },
  ],
  'OutgoingActsController.close': [{ subject: document('dispatched') }, done('dispatched', 'close')],
  'OutgoingActsController.revoke': [
    { subject: document('dispatched'), body: reason },
    { ...done('dispatched', 'revoke'), body: reason },
  ],
};
