import { Entries } from '../incoming/entries.service.ts';
import { EnterIncoming } from '../incoming/incoming.dto.ts';
import { at, type Present } from './days.ts';
import { BLOCK } from './organisation.data.ts';
import { publish } from './publication.ts';
import { respond, type Step } from './response.ts';
import type { Stage } from './stage.ts';

/** What has come to the block's own desk: on paper, by mail, and from its units. */
export function tellOffice(stage: Stage, present: Present): void {
  enterPaperInWork(stage, present);
  enterNewPapers(stage, present);
  publishReports(stage, present);
}

/** Given to the office's member, who has begun; its day went by yesterday. */
function enterPaperInWork(stage: Stage, present: Present): void {
  const day = present.workingDay(5);
  const paper = {
    origin: 'paper',
    authorName: 'Ban Dân vận Tỉnh ủy',
    symbol: '215-CV/BDVTU',
    documentDate: present.workingDay(6),
    typeCode: 'cong_van',
    subject: 'Về việc báo cáo kết quả thực hiện mô hình "Dân vận khéo" trong đoàn viên, thanh niên',
    pageCount: 2,
  } as const;
  const instruction = 'Cán bộ Đoàn Khối tổng hợp từ các cơ sở, dự thảo báo cáo.';
  enter(stage, at(day, '08:20'), paper, [
    { act: 'assign', at: at(day, '10:00'), instruction, dueAt: at(present.workingDay(1), '17:00') },
    { act: 'progress', at: at(present.workingDay(3), '15:30'), text: 'Đã có số liệu của 25 cơ sở.' },
  ]);
}

function enterNewPapers(stage: Stage, present: Present): void {
  enter(stage, at(present.workingDay(2), '09:05'), {
    origin: 'email',
    authorName: 'Hội Liên hiệp Thanh niên Việt Nam tỉnh',
    symbol: '32-CV/UBH',
    documentDate: present.workingDay(3),
    typeCode: 'cong_van',
    subject: 'Về việc phối hợp tổ chức Ngày hội Thanh niên',
    purpose: 'coordinate',
    pageCount: 1,
  });
  enter(stage, present.todayAt(0.25), {
    origin: 'paper',
    authorName: 'Sở Nội vụ',
    symbol: '48/KH-SNV',
    documentDate: present.workingDay(1),
    typeCode: 'ke_hoach',
    urgency: 'khan',
    subject: 'Tổ chức tập huấn công tác văn thư, lưu trữ',
    pageCount: 4,
  });
}

function enter(stage: Stage, when: Date, paper: Partial<EnterIncoming>, steps: readonly Step[] = []): void {
  stage.agenda.add(when, async () => {
    const entered = await stage.get(Entries).enter(stage.clerk(BLOCK), null, Object.assign(new EnterIncoming(), paper));
    respond(stage, { deliveryId: entered.id, unitCode: BLOCK }, steps);
  });
}

/** From units: one that nobody has opened yet, one that is acknowledged and not registered. */
function publishReports(stage: Stage, present: Present): void {
  const day = present.workingDay(1);
  publishReport(
    stage,
    'CQ-01',
    [present.todayAt(0.5), present.todayAt(0.55), present.todayAt(0.7), present.todayAt(0.75), present.todayAt(0.8)],
    () => [],
  );
  publishReport(
    stage,
    'TH-01',
    [at(day, '08:00'), at(day, '08:30'), at(day, '09:30'), at(day, '09:40'), at(day, '09:45')],
    () => [
      { act: 'open', at: at(day, '10:30') },
      { act: 'acknowledge', at: at(day, '10:31') },
    ],
  );
}

function publishReport(
  stage: Stage,
  unit: string,
  [drafted, submitted, approved, issued, dispatched]: readonly [Date, Date, Date, Date, Date],
  steps: () => Step[],
): void {
  publish(stage, {
    unit,
    text: () => ({
      typeCode: 'bao_cao',
      subject: 'Kết quả vận động đoàn viên tham gia hiến máu tình nguyện',
      signerCapacity: 'TM. BAN CHẤP HÀNH',
      pageCount: 1,
      recipients: [{ target: 'unit', unitId: stage.cast.unit(BLOCK), purpose: 'report' }],
    }),
    drafted,
    submitted,
    approved,
    issued,
    dispatched,
    sent: (_, [copy]) => {
      if (copy) respond(stage, copy, steps());
    },
  });
}
