import { readFile } from 'node:fs/promises';
import { BlobScans } from '../attachments/blob-scans.ts';
import { AttachmentsService } from '../attachments/attachments.service.ts';
import type { DraftOutgoing } from '../outgoing/outgoing.dto.ts';
import { SenderDuties } from '../outgoing/sender-duties.service.ts';
import type { TrackingRowWire } from '../outgoing/tracking.wire.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { built } from '../platform/built.ts';
import { at } from './days.ts';
import { answersToNotice, REFUSED_BY, REPLIED_BY, RETURNED_BY } from './notice-answers.ts';
import { BLOCK } from './organisation.data.ts';
import { publish } from './publication.ts';
import { respond } from './response.ts';
import type { Stage } from './stage.ts';

const SUBJECT =
  'Về việc sử dụng các phần mềm, ứng dụng mạng xã hội trên Internet vào hoạt động trong công tác Đoàn và phong trào thanh, thiếu nhi trong tình hình mới';
const SUMMARY =
  'Mạng xã hội, fanpage và website của Đoàn Khối; tập huấn phần mềm gửi, nhận văn bản iOffice từ 18/5 đến 22/5/2020; sử dụng chính thức từ 01/6/2020, thay thế các hộp thư điện tử trước đó.';
/** The notice gives no number of its own and no date; both must lie between the decision it rests on and the training it announces. */
const LAST_NOTICE_ON_PAPER = 41;
const LAST_DECISION_ON_PAPER = 136;

/** The seed: the decision of 27/4/2020, and the notice of May 2020 that rests on it, with what became of every copy. */
export async function tellNotice(stage: Stage): Promise<void> {
  await stage.givenOnPaper('quyet_dinh', LAST_DECISION_ON_PAPER, at('2020-04-27', '08:00'));
  await stage.givenOnPaper('thong_bao', LAST_NOTICE_ON_PAPER, at('2020-05-12', '08:00'));
  const decision = publishDecision(stage);
  publish(stage, {
    unit: BLOCK,
    text: async () => noticeText(stage, decision.id, await uploadNotice(stage)),
    drafted: at('2020-05-11', '14:10'),
    submitted: at('2020-05-11', '15:35'),
    approved: at('2020-05-12', '15:40'),
    issued: at('2020-05-12', '16:10'),
    dispatched: at('2020-05-13', '07:45'),
    sent: (id, copies) => followNotice(stage, id, copies),
  });
}

function publishDecision(stage: Stage): { id: string } {
  const decision = { id: '' };
  const unit = (code: string, purpose: 'act' | 'file') => ({
    target: 'unit' as const,
    unitId: stage.cast.unit(code),
    purpose,
  });
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      typeCode: 'quyet_dinh',
      subject: 'Về việc thành lập Ban Biên tập website Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh',
      signerCapacity: 'TM. BAN THƯỜNG VỤ',
      pageCount: 2,
      copyCount: 5,
      recipients: [unit('CQ-02', 'act'), unit('CQ-05', 'act'), unit(BLOCK, 'file')],
    }),
    drafted: at('2020-04-24', '09:00'),
    submitted: at('2020-04-24', '10:30'),
    approved: at('2020-04-27', '08:20'),
    issued: at('2020-04-27', '09:15'),
    dispatched: at('2020-04-27', '09:30'),
    sent: (id, copies) => {
      decision.id = id;
      for (const copy of copies.filter(({ purpose }) => purpose === 'act')) {
        respond(stage, copy, [
          { act: 'register', at: at('2020-04-27', '10:05') },
          { act: 'finish', at: at('2020-05-05', '16:00'), result: 'Đã cử người tham gia Ban Biên tập.' },
        ]);
      }
    },
  });
  return decision;
}

/** The officials the notice names are in its signature only; under Nơi nhận stand their posts. */
function noticeText(stage: Stage, decisionId: string, attachmentId: string): DraftOutgoing {
  const unit = (code: string, purpose: 'report' | 'file') => ({
    target: 'unit' as const,
    unitId: stage.cast.unit(code),
    purpose,
  });
  return {
    typeCode: 'thong_bao',
    subject: SUBJECT,
    summary: SUMMARY,
    signerCapacity: 'TM. BAN THƯỜNG VỤ',
    signerName: 'Phạm Viết Thạch',
    pageCount: 1,
    copyCount: 3,
    recipients: [
      unit('TD-PBT', 'report'),
      unit('DUK-PBT', 'report'),
      unit('TD-BTV', 'report'),
      unit('DUK-BTV', 'report'),
      { target: 'all_units', purpose: 'act' },
      unit(BLOCK, 'file'),
    ],
    relations: [{ documentId: decisionId, relation: 'basis' }],
    attachmentIds: [attachmentId],
  };
}

async function uploadNotice(stage: Stage): Promise<string> {
  const file = await stage
    .get(AttachmentsService)
    .takeIn(stage.worker(BLOCK), null, 'Thông báo sử dụng phần mềm gửi, nhận văn bản.pdf', await readFile(NOTICE_PDF));
  // It comes with the service; the story of 2020 does not wait for a scanner of today.
  await stage.get(UnitOfWork).run((tx) => stage.get(BlobScans).waive(tx, file.sha256));
  return file.id;
}

const NOTICE_PDF = built('src', 'sample', 'thong-bao.pdf');

function followNotice(stage: Stage, id: string, copies: readonly TrackingRowWire[]): void {
  copies
    .filter(({ purpose }) => purpose === 'act')
    .forEach((copy, index) => respond(stage, copy, answersToNotice(copy.unitCode, index)));
  const copyOf = (code: string) => copies.find(({ unitCode }) => unitCode === code)?.deliveryId ?? '';
  takeNotes(stage, id, copyOf);
  enterOutside(stage, id, copyOf);
  publishReply(stage, copyOf(REPLIED_BY));
}

function takeNotes(stage: Stage, id: string, copyOf: (code: string) => string): void {
  const note = async (code: string) =>
    void (await stage.get(SenderDuties).takeNote(stage.clerk(BLOCK), id, copyOf(code)));
  stage.agenda.add(at('2020-05-14', '08:30'), () => note(REFUSED_BY));
  stage.agenda.add(at('2020-05-15', '08:40'), () => note(RETURNED_BY));
}

/** Superiors outside the system: brought by hand or by mail, acknowledged on paper, entered by the clerk. */
function enterOutside(stage: Stage, id: string, copyOf: (code: string) => string): void {
  const enter = (when: Date, code: string, fact: 'delivered' | 'acknowledged', note: string) =>
    stage.agenda.add(
      when,
      async () =>
        void (await stage.get(SenderDuties).enterHandReceipt(stage.clerk(BLOCK), id, copyOf(code), { fact, note })),
    );
  for (const code of ['DUK-BTV', 'DUK-PBT']) {
    enter(at('2020-05-13', '10:00'), code, 'delivered', 'Văn thư giao tận nơi, ký sổ chuyển giao.');
    enter(at('2020-05-14', '09:20'), code, 'acknowledged', 'Văn phòng Đảng ủy Khối ký nhận ngày 13/5.');
  }
  enter(at('2020-05-13', '15:30'), 'TD-BTV', 'acknowledged', 'Văn phòng Tỉnh đoàn trả lời thư điện tử đã nhận.');
  enter(at('2020-05-15', '10:00'), 'TD-PBT', 'acknowledged', 'Đồng chí báo đã nhận qua điện thoại.');
}

/** A unit answers with a document of its own, under its own number. */
function publishReply(stage: Stage, deliveryId: string): void {
  publish(stage, {
    unit: REPLIED_BY,
    text: async () => {
      await stage.givenOnPaper('bao_cao', 11, at('2020-05-14', '08:00'), REPLIED_BY);
      return {
        typeCode: 'bao_cao',
        subject: 'Về việc cử cán bộ tham gia tập huấn phần mềm gửi, nhận văn bản',
        repliesTo: deliveryId,
        signerCapacity: 'TM. BAN CHẤP HÀNH',
        pageCount: 1,
      };
    },
    drafted: at('2020-05-14', '08:15'),
    submitted: at('2020-05-14', '08:40'),
    approved: at('2020-05-14', '09:30'),
    issued: at('2020-05-14', '09:45'),
    dispatched: at('2020-05-14', '09:50'),
    sent: (_, [copy]) => {
      if (copy)
        respond(stage, copy, [
          { act: 'open', at: at('2020-05-14', '10:20') },
          { act: 'register', at: at('2020-05-14', '10:25') },
        ]);
    },
  });
}
