import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { handoutsPdf } from '../../src/credentials/handout-pdf.ts';
import { pagesOf } from '../../src/rehearsal/training-week/papers.ts';
import { attendancePdf } from '../../src/training/attendance-pdf.ts';
import { ticketPdf } from '../../src/training/ticket-pdf.ts';

/** As long as units, people and user names may be. */
const UNIT = 'Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh Công ty Trách nhiệm hữu hạn '
  .repeat(4)
  .slice(0, 300)
  .trim();
const PERSON = 'Ủy viên Ban Thường vụ, Phó Bí thư thường trực, kiêm Trưởng ban Tổ chức '.repeat(3).slice(0, 200).trim();
const USER = 'van.thu.doan.khoi.cac.co.quan.va.doanh.nghiep.tinh.so.0001'.padEnd(64, 'x');
const NOW = new Date('2020-05-18T08:00:00+07:00');
const END = new Date('2020-05-18T09:00:00+07:00');
const flat = (text = ''): string => text.replaceAll(/[\s￾­-]+/g, '');

async function* one<T>(value: T): AsyncGenerator<T> {
  yield value;
}

describe('paper with the longest names', () => {
  it('is one page for each slip, with every letter of what matters', async () => {
    const receiver = { id: 'x', unitName: UNIT, displayName: PERSON, username: USER };
    const code = { id: 'x', code: 'ABCD-EFGH-JKMN', expiresAt: END, receiver } as never;
    const pages = await pagesOf(
      await buffer(handoutsPdf(one([code, code]), `https://${'gui-nhan.'.repeat(10)}vn`, NOW)),
    );
    expect(pages).toHaveLength(2);
    for (const page of pages)
      for (const text of [UNIT, PERSON, USER, 'Ký tên']) expect(flat(page)).toContain(flat(text));
    expect(pages[0]).toContain('ABCD-EFGH-JKMN');
  });

  it('is one page for each invitation', async () => {
    const ticket = {
      hostName: UNIT,
      weekName: PERSON,
      unitName: UNIT,
      traineeName: PERSON,
      place: UNIT,
      phone: '0294 3855 123',
    };
    const pages = await pagesOf(await ticketPdf({ ...ticket, startsAt: NOW, endsAt: END, code: 'x'.repeat(90) }, NOW));
    expect(pages).toHaveLength(1);
    for (const text of [PERSON, UNIT, 'Mỗi đơn vị cử đúng một người.']) expect(flat(pages[0])).toContain(flat(text));
  });

  it('tells everybody in an attendance sheet', async () => {
    const attendees = Array.from({ length: 12 }, (_, i) => ({
      unitCode: `CD-${i}`,
      unitName: UNIT,
      traineeName: `${PERSON} ${i}`,
      traineePhone: '0912 345 678',
      state: 'attended' as const,
      checkedInAt: NOW,
    }));
    const sheet = { sessionId: 'x', startsAt: NOW, endsAt: END, place: UNIT, trainer: PERSON, attendees };
    const pages = await pagesOf(await attendancePdf({ hostName: UNIT, weekName: PERSON, sheets: [sheet] }, NOW));
    const text = flat(pages.join(''));
    expect(pages.length).toBeLessThan(6);
    for (const { traineeName } of attendees) expect(text).toContain(flat(traineeName));
  });
});
