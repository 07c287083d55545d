import { ArrivedMails } from '../../../../src/mail-gateway/arrived-mails.service.ts';
import { anArrivedMail } from '../../../support/arrived-mail.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aSecret } from '../subjects.ts';
import { principalOf, type World } from '../world.ts';

const REASON = { code: 'no_document', text: 'Trao đổi thường, không phải văn bản' } as const;
const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see who still writes to all units below'];
const ITS_STATE: Exception = ['superior.admin', 'allowed', 'administrators see the inboxes of all units below'];

async function aMailOf(world: World): Promise<Subject> {
  const secret = aSecret();
  const { id, fileId } = await anArrivedMail(world.app, world.units.own.id, { subject: secret });
  return about({ id, fileId }, secret);
}

/** The tests' mails are plain. */
async function aPageOf(world: World): Promise<Subject> {
  const subject = await aMailOf(world);
  await world.app.db.query(
    `update received_mail m set html_body = '<p>Kính gửi</p>' from arrived_mail a where a.mail_id = m.id and a.id = $1`,
    [subject.ids['id']],
  );
  return subject;
}

async function aDismissedMail(world: World): Promise<Subject> {
  const subject = await aMailOf(world);
  await world.app.get(ArrivedMails).dismiss(await principalOf(world, world.own.clerk), subject.ids['id'] ?? '', REASON);
  return subject;
}

async function aSender(world: World): Promise<Subject> {
  const secret = `${aSecret().replace('í', 'i')}@so.example`;
  const { id } = await anArrivedMail(world.app, world.units.own.id, { subject: 'a', from: secret });
  return about({ id }, secret);
}

async function aWatch(world: World): Promise<Subject> {
  const { inboxId } = await anArrivedMail(world.app, world.units.own.id, { subject: aSecret() });
  await world.app.db.query(`insert into inbox_watch (inbox_id, next_at) values ($1, now())`, [inboxId]);
  return about({ id: inboxId }, `cu-${inboxId}@cu.example`);
}

const showsSender = (body: { items: { address: string }[] }, { secret }: Subject): boolean =>
  body.items.some(({ address }) => address === secret);

const isFirst = (body: { first: { id: string }[] }, { ids }: Subject): boolean =>
  body.first.some(({ id }) => id === ids['id']);

export const MAIL_GATEWAY: Cases = {
  'ArrivedMailsController.list': { subject: aMailOf, query: () => 'limit=200', shows: inItems },
  'ArrivedMailsController.waiting': { subject: aMailOf, shows: isFirst },
  'ArrivedMailsController.page': { subject: aPageOf },
  'ArrivedMailsController.listSenders': {
    subject: aSender,
    query: () => 'limit=200',
    shows: showsSender,
    except: [FROM_ABOVE],
  },
  'ArrivedMailsController.listWatches': {
    subject: aWatch,
    query: () => 'limit=200',
    shows: inItems,
    except: [ITS_STATE],
  },
  'ArrivedMailsController.one': { subject: aMailOf },
  'ArrivedMailsController.raw': { subject: aMailOf },
  'ArrivedMailsController.file': { subject: aMailOf },
  'ArrivedMailsController.register': { subject: aMailOf, body: () => ({}) },
  'ArrivedMailsController.dismiss': { subject: aMailOf, body: () => REASON },
  'ArrivedMailsController.reopen': { subject: aDismissedMail },
};
