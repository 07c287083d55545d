import { at, later } from './days.ts';
import type { Step } from './response.ts';

/** Never opens it. */
const SILENT = 'DN-07';
export const REFUSED_BY = 'DN-10';
export const RETURNED_BY = 'TH-09';
export const REPLIED_BY = 'CQ-05';
/** Acknowledge on a later day than the one it came on; the others do so the same day. */
const LATE: Readonly<Record<string, string>> = {
  'CQ-08': '2020-05-14',
  'CQ-12': '2020-05-14',
  'CQ-17': '2020-05-15',
  'DN-03': '2020-05-14',
  'DN-09': '2020-05-15',
  'DN-13': '2020-05-18',
  'TH-04': '2020-05-14',
};
/** Send nobody to the training week, and come afterwards. */
const TRAINED_AFTERWARDS: ReadonlySet<string> = new Set(['CQ-12', 'DN-12', 'DN-13']);

/** What a unit did with the notice; `index` spreads the units over the day and the training week. */
export function answersToNotice(code: string, index: number): Step[] {
  if (code === SILENT) return [];
  const open = later(at(LATE[code] ?? '2020-05-13', '08:00'), (index * 23) % 170);
  if (code === REFUSED_BY) return [{ act: 'open', at: open }, refusal(later(open, 12))];
  const received: Step[] = [
    { act: 'open', at: open },
    { act: 'acknowledge', at: later(open, 6) },
    { act: 'register', at: later(open, 14) },
  ];
  if (code === RETURNED_BY) return [...received, giveBack(at('2020-05-14', '14:20'))];
  return [...received, ...work(code, index, open)];
}

function work(code: string, index: number, opened: Date): Step[] {
  const trained = TRAINED_AFTERWARDS.has(code) ? '2020-05-26' : `2020-05-${18 + (index % 5)}`;
  const done: Step = {
    act: 'finish',
    at: later(at(trained, '15:30'), (index * 7) % 60),
    result: 'Đã cử 01 đồng chí dự hướng dẫn tại văn phòng Đoàn Khối và triển khai trong đơn vị.',
  };
  if (index % 3 !== 0) return [done];
  const instruction = 'Cử 01 đồng chí dự tập huấn, triển khai đến đoàn viên.';
  return [{ act: 'assign', at: later(opened, 180), instruction, dueAt: at('2020-05-22', '17:00') }, done];
}

function refusal(when: Date): Step {
  return {
    act: 'refuse',
    at: when,
    code: 'wrong_addressee',
    text: 'Chi đoàn đã chuyển sinh hoạt về Đoàn phường, đề nghị gửi đúng địa chỉ.',
  };
}

function giveBack(when: Date): Step {
  return {
    act: 'giveBack',
    at: when,
    code: 'damaged',
    text: 'Tệp đính kèm không mở được trên máy của đơn vị, đề nghị gửi lại.',
  };
}
