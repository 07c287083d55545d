import type { Case, Json } from './case.ts';
import { adminCases, fresh, none, peopleCases } from './cases-of-admins.ts';
import { cutoverCases } from './cases-of-cutover.ts';
import { mailArchiveCases } from './cases-of-mail-archive.ts';
import { groupCases } from './cases-of-groups.ts';
import { arrivedMailCases } from './cases-of-arrived-mails.ts';
import { noticeCases } from './cases-of-notices.ts';
import { practiceCases } from './cases-of-practice.ts';
import { uploadCases } from './cases-of-uploads.ts';
import { delegationCases } from './cases-of-delegations.ts';
import { scansCases } from './cases-of-scans.ts';
import { webhookCases } from './cases-of-webhooks.ts';
import { calendarCases } from './cases-of-calendar.ts';
import { trainingCases } from './cases-of-training.ts';
import { onboardingCases } from './cases-of-onboarding.ts';
import { credentialCases } from './cases-of-credentials.ts';
import { aDocument, aDraft, anArrival, deliveryOf, type World } from './world.ts';

const REASON = 'Sai thể thức trình bày, đề nghị sửa lại';

/** A valid call of every operation that takes JSON, by operation id. */
export function casesOf(world: World): Readonly<Record<string, Case>> {
  return {
    ...officeCases(world),
    ...schoolCases(world),
    ...adminCases(world),
    ...peopleCases(world),
    ...groupCases(world),
    ...uploadCases(world),
    ...delegationCases(world),
    ...webhookCases(world),
    ...noticeCases(world),
    ...arrivedMailCases(world),
    ...credentialCases(world),
    ...cutoverCases(world),
    ...mailArchiveCases(world),
    ...calendarCases(world),
    ...trainingCases(world),
    ...practiceCases(world),
    ...onboardingCases(world),
  };
}

function officeCases(world: World): Record<string, Case> {
  const { boss: who, bodyId, app } = world;
  const at =
    (...reached: Parameters<typeof aDocument>[1][]) =>
    async () => ({ id: await aDocument(world, reached[0] ?? 'draft') });
  const onPaper = { ...aDraft(world), recipients: [{ target: 'unit', unitId: bodyId, purpose: 'inform' }] };
  const paperCopy = async () => {
    const id = await aDocument(world, 'dispatches', onPaper);
    return { id, deliveryId: await deliveryOf(world, id, bodyId) };
  };
  return {
    'outgoing.create': { who, ids: none, body: () => ({ ...aDraft(world), ...DRAFT_EXTRAS }) },
    'outgoing.edit': {
      who,
      ids: at('draft'),
      body: () => ({ ...aDraft(world), ...DRAFT_EXTRAS, repliesTo: undefined }),
      versionOf: 'outgoing_document',
    },
    'outgoingActs.sendBack': { who, ids: at('submission'), body: () => ({ reason: REASON }) },
    'outgoingActs.issue': { who, ids: at('approval'), body: () => ({ documentDate: '2020-05-18' }) },
    'outgoingActs.dispatch': {
      who,
      ids: at('issuance'),
      body: () => ({ sendAt: null, recipients: aDraft(world)['recipients'] }),
    },
    'outgoingActs.voidNumber': { who, ids: at('issuance'), body: () => ({ reason: REASON }) },
    'outgoingActs.abandon': { who, ids: at('draft'), body: () => ({ reason: REASON }) },
    'outgoingActs.revoke': { who, ids: at('dispatches'), body: () => ({ reason: REASON }) },
    'senderActs.byHand': {
      who,
      ids: paperCopy,
      body: () => ({
        fact: 'delivered',
        happenedAt: '2020-05-18T07:30:00+07:00',
        note: 'Giao tận tay',
        attachmentId: null,
      }),
    },
    ...scansCases(world),
    'numberBooks.open': {
      who,
      ids: none,
      body: () => ({ unitId: world.officeId, typeCode: 'ke_hoach', lastNumber: 137, on: '2020-05-18' }),
    },
    'notificationChoices.choose': {
      who,
      ids: async () => ({ kind: 'document.assigned' }),
      body: () => ({ choice: 'daily' }),
    },
    'sessions.signIn': {
      who: null as never,
      ids: none,
      body: () => ({ username: `khong.co.${fresh()}`, password: `không đúng ${app.url}`, code: '123456' }),
    },
  };
}

function schoolCases(world: World): Record<string, Case> {
  const { head: who } = world;
  const arrived =
    (...acts: ('registration' | 'opening')[]) =>
    async () => ({ id: await anArrival(world, ...acts) });
  return {
    'incoming.enter': {
      who,
      ids: none,
      body: () => ({ ...ENTRY, unitId: world.schoolId, symbol: `12-KH/${fresh()}` }),
    },
    'incomingActs.acknowledge': {
      who,
      ids: arrived(),
      body: () => ({ pressedAt: world.app.clock.now().toISOString() }),
    },
    'incomingActs.register': { who, ids: arrived(), body: () => ({ note: 'Chuyển Bí thư' }) },
    'incomingActs.assign': {
      who,
      ids: arrived('registration'),
      body: () => ({
        leadAccountId: who.id,
        cooperateAccountIds: [],
        informAccountIds: [],
        instruction: 'Thực hiện',
        dueAt: '2020-05-29T17:00:00+07:00',
      }),
    },
    'incomingActs.progress': { who, ids: arrived('registration'), body: () => ({ text: 'Đang làm' }) },
    'incomingActs.finish': { who, ids: arrived('registration'), body: () => ({ result: 'Đã báo cáo' }) },
    'incomingActs.refuse': { who, ids: arrived(), body: () => ({ code: 'wrong_addressee', text: REASON }) },
    'incomingActs.giveBack': {
      who,
      ids: arrived('registration'),
      body: () => ({ code: 'wrong_addressee', text: REASON }),
    },
  };
}

const DRAFT_EXTRAS: Json = {
  summary: 'Kính gửi…',
  urgency: 'khan',
  secrecy: 'none',
  signerCapacity: 'TM. BAN THƯỜNG VỤ',
  signerName: 'Lê Thị B',
  signerTitle: 'Bí thư',
  respondBy: '2020-05-29T17:00:00+07:00',
  pageCount: 2,
  copyCount: 30,
  note: '',
  repliesTo: null,
  relations: [],
  attachmentIds: [],
};

const ENTRY: Json = {
  origin: 'paper',
  authorName: 'Sở Giáo dục',
  documentDate: '2020-05-15',
  typeCode: 'ke_hoach',
  subject: 'Kế hoạch hè',
  signerName: 'Phạm C',
  urgency: 'normal',
  purpose: 'act',
  secrecy: 'none',
  pageCount: 3,
  arrivedOn: '2020-05-18',
  attachmentIds: [],
  register: true,
  acceptDuplicate: false,
};
