import { at, later, type Present } from './days.ts';
import type { Step } from './response.ts';

const SILENT = 'DN-07';
const REFUSES = 'DN-04';

/** To the plan: received the next morning; then done, still in work, only assigned, only opened, or refused. */
export function answersToPlan(present: Present, code: string, index: number): Step[] {
  if (code === SILENT) return [];
  const open = later(at(present.workingDay(index % 6 === 5 ? 7 : 9), '14:40'), (index * 11) % 140);
  if (code === REFUSES) return [{ act: 'open', at: open }, notCompetent(later(open, 9))];
  if (index % 14 === 3) return [{ act: 'open', at: open }];
  const registered: Step = { act: 'register', at: later(open, 10) };
  if (index % 9 === 4) return [registered];
  const assigned: Step = {
    act: 'assign',
    at: at(present.workingDay(6), '08:30'),
    instruction: 'Vận động đoàn viên, lập danh sách đăng ký.',
    dueAt: at(present.workingDay(2), '17:00'),
  };
  if (index % 9 === 7) return [registered, assigned];
  if (index % 5 === 2)
    return [
      registered,
      assigned,
      { act: 'progress', at: at(present.workingDay(4), '10:00'), text: 'Đã có 12 đoàn viên đăng ký.' },
    ];
  return [
    registered,
    { act: 'finish', at: later(at(present.workingDay(3), '14:00'), index), result: 'Đã gửi danh sách đăng ký.' },
  ];
}

/** To the results: two of three acknowledged them the same afternoon. */
export function answersToResult(sent: Date, code: string, index: number): Step[] {
  if (code === SILENT || index % 6 === 1) return [];
  const open = later(sent, 5 + ((index * 13) % 150));
  return index % 6 === 3
    ? [{ act: 'open', at: open }]
    : [
        { act: 'open', at: open },
        { act: 'acknowledge', at: later(open, 2) },
      ];
}

/** To the urgent query, within today. */
export function answersToQuery(present: Present, code: string): Step[] {
  const open = (share: number): Step => ({ act: 'open', at: present.todayAt(share) });
  const register = (share: number): Step => ({ act: 'register', at: present.todayAt(share) });
  switch (code) {
    case 'TH-01':
      return [
        open(0.3),
        register(0.35),
        { act: 'finish', at: present.todayAt(0.8), result: 'Đã báo cáo: 126 đoàn viên, thanh niên.' },
      ];
    case 'TH-03':
      return [
        open(0.32),
        register(0.4),
        { act: 'progress', at: present.todayAt(0.7), text: 'Đang tổng hợp từ các khoa.' },
      ];
    case 'TH-02':
    case 'TH-06':
      return [open(0.45), register(0.5)];
    case 'TH-05':
      return [open(0.9)];
    default:
      return [];
  }
}

function notCompetent(when: Date): Step {
  return {
    act: 'refuse',
    at: when,
    code: 'not_competent',
    text: 'Đơn vị không còn đoàn viên trong độ tuổi, đề nghị chuyển cho Công đoàn.',
  };
}
