import { endOfLocalDay } from '../calendar/working-calendar.ts';
import type { TrackingRowWire } from '../outgoing/tracking.wire.ts';
import { at, type Present } from './days.ts';
import { BLOCK } from './organisation.data.ts';
import { publish } from './publication.ts';
import { answersToPlan, answersToQuery, answersToResult } from './recent-answers.ts';
import { respond, type Step } from './response.ts';
import type { Stage } from './stage.ts';

const SIGNED = { signerCapacity: 'TM. BAN THƯỜNG VỤ', signerTitle: 'BÍ THƯ', pageCount: 2 };

/** What the block has sent, or is about to send, around the present. */
export async function tellRecent(stage: Stage, present: Present): Promise<void> {
  const first = at(present.workingDay(9), '07:30');
  for (const [type, last] of [
    ['ke_hoach', 61],
    ['thong_bao', 88],
    ['cong_van', 203],
    ['giay_moi', 34],
  ] as const) {
    stage.agenda.add(first, () => stage.givenOnPaper(type, last, first));
  }
  publishPlan(stage, present);
  publishResult(stage, present);
  publishUrgentQuery(stage, present);
  publishInvitation(stage, present);
  publishUnfinished(stage, present);
}

/** Out for more than a week, its day gone by: most are done, some are overdue, one refused and waits for the sender's note. */
function publishPlan(stage: Stage, present: Present): void {
  const day = present.workingDay(9);
  const due = endOfLocalDay(present.workingDay(2));
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      typeCode: 'ke_hoach',
      subject: 'Tổ chức Ngày hội hiến máu tình nguyện trong đoàn viên, thanh niên Khối',
      respondBy: due.toISOString(),
      summary: 'Mỗi cơ sở Đoàn vận động ít nhất 10% đoàn viên đăng ký; gửi danh sách và báo cáo về Đoàn Khối.',
      recipients: [
        { target: 'all_units', purpose: 'act' },
        { target: 'unit', unitId: stage.cast.unit('TD-BTV'), purpose: 'report' },
        fileCopy(stage),
      ],
    }),
    drafted: at(day, '08:00'),
    submitted: at(day, '09:10'),
    approved: at(day, '14:00'),
    issued: at(day, '14:20'),
    dispatched: at(day, '14:30'),
    sent: (_, copies) => respondAll(stage, copies, (code, index) => answersToPlan(present, code, index)),
  });
}

/** Yesterday afternoon, for information: some have not acknowledged it on the day it came. */
function publishResult(stage: Stage, present: Present): void {
  const day = present.workingDay(1);
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      typeCode: 'thong_bao',
      subject: 'Kết quả đánh giá công tác Đoàn và phong trào thanh, thiếu nhi của các cơ sở Đoàn trực thuộc',
      recipients: [
        { target: 'group', groupId: stage.cast.group('Đoàn Khối các CQ&DN Trà Vinh'), purpose: 'inform' },
        fileCopy(stage),
      ],
    }),
    drafted: at(present.workingDay(2), '15:00'),
    submitted: at(present.workingDay(2), '15:20'),
    approved: at(day, '09:00'),
    issued: at(day, '13:45'),
    dispatched: at(day, '14:00'),
    sent: (_, copies) => respondAll(stage, copies, (code, index) => answersToResult(at(day, '14:00'), code, index)),
  });
}

/** Today, khẩn, to the schools. */
function publishUrgentQuery(stage: Stage, present: Present): void {
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      typeCode: 'cong_van',
      urgency: 'khan',
      subject: 'Về việc báo cáo nhanh số lượng đoàn viên, thanh niên tham gia tình nguyện trong các trường học',
      recipients: [
        { target: 'group', groupId: stage.cast.group('Đoàn Khối trường học'), purpose: 'act' },
        fileCopy(stage),
      ],
    }),
    drafted: present.todayAt(0),
    submitted: present.todayAt(0.05),
    approved: present.todayAt(0.1),
    issued: present.todayAt(0.15),
    dispatched: present.todayAt(0.2),
    sent: (_, copies) => respondAll(stage, copies, (code) => answersToQuery(present, code)),
  });
}

/** Issued today, to be sent tomorrow morning. */
function publishInvitation(stage: Stage, present: Present): void {
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      pageCount: 1,
      typeCode: 'giay_moi',
      subject: 'Họp giao ban các cơ sở Đoàn trực thuộc',
      recipients: [{ target: 'all_units', purpose: 'inform' }, fileCopy(stage)],
    }),
    drafted: present.todayAt(0.25),
    submitted: present.todayAt(0.3),
    approved: present.todayAt(0.4),
    issued: present.todayAt(0.5),
    dispatched: present.todayAt(0.55),
    sendAt: at(present.tomorrow, '07:30'),
  });
}

/** One on its leader's desk, one still being written. */
function publishUnfinished(stage: Stage, present: Present): void {
  const day = present.workingDay(1);
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      typeCode: 'to_trinh',
      subject: 'Xin chủ trương tổ chức Giải thể thao thanh niên Khối',
      recipients: [
        { target: 'unit', unitId: stage.cast.unit('TD-BTV'), purpose: 'report' },
        { target: 'unit', unitId: stage.cast.unit('DUK-BTV'), purpose: 'report' },
      ],
    }),
    drafted: at(day, '15:30'),
    submitted: at(day, '16:40'),
  });
  publish(stage, {
    unit: BLOCK,
    text: () => ({
      ...SIGNED,
      typeCode: 'huong_dan',
      subject: 'Quy trình bình xét đoàn viên ưu tú giới thiệu cho Đảng',
      recipients: [{ target: 'all_units', purpose: 'act' }],
    }),
    drafted: present.todayAt(0.6),
  });
}

function fileCopy(stage: Stage) {
  return { target: 'unit', unitId: stage.cast.unit(BLOCK), purpose: 'file' } as const;
}

/** Units within the system answer for themselves; the sender's own file copy asks for nothing. */
function respondAll(
  stage: Stage,
  copies: readonly TrackingRowWire[],
  answers: (code: string, index: number) => Step[],
): void {
  copies
    .filter(({ purpose, channel }) => purpose !== 'file' && channel === 'system')
    .forEach((copy, index) => respond(stage, copy, answers(copy.unitCode, index)));
}
