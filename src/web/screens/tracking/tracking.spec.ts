import { describe, expect, it } from '@jest/globals';
import yauzl from 'yauzl';
import type { OutstandingRowWire, TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { grouped, groupOf, linesOf } from './groups.ts';
import { heldRows, idsOf } from './held.ts';
import { waitingBy } from './outstanding-groups.ts';
import { progressOf, stepPath } from './progress.ts';
import { hasWords, isLate, isShown, nextDeadline, segmentOf, since, totalsOf } from './segments.ts';
import { csvOf, fileNameOf } from '../../words/table.ts';
import { xlsxOf } from './xlsx.ts';

const at = (hour: number): string => new Date(Date.UTC(2020, 4, 18, hour)).toISOString();

const row = (over: Partial<TrackingRowWire> = {}): TrackingRowWire => ({
  deliveryId: 'd1',
  documentId: 'doc',
  unitId: 'u1',
  unitCode: 'CS-01',
  unit: 'Chi đoàn Sở Nội vụ',
  unitKind: 'agency',
  unitSector: 'government',
  purpose: 'act',
  channel: 'system',
  state: 'delivered',
  isOpen: true,
  deliveredAt: at(1),
  openedAt: null,
  downloadedAt: null,
  acknowledgedAt: null,
  registeredAt: null,
  arrivalNumber: null,
  startedAt: null,
  doneAt: null,
  repliedAt: null,
  clocks: { openBy: at(4), acknowledgeBy: at(8), finishBy: at(20) },
  late: { open: false, acknowledge: false, finish: false },
  refusal: null,
  by: null,
  ...over,
});

describe('segments of a board', () => {
  it('put each copy into one of them', () => {
    const states = [
      'delivered',
      'opened',
      'acknowledged',
      'registered',
      'in_progress',
      'done',
      'undeliverable',
    ] as const;
    expect(states.map((state) => segmentOf({ state }))).toEqual([
      'unopened',
      'opened',
      'acknowledged',
      'registered',
      'working',
      'done',
      'back',
    ]);
  });

  it('count late on top, and only what can still be done', () => {
    const late = { open: true, acknowledge: true, finish: false };
    expect(isLate(row({ late }))).toBe(true);
    expect(isLate(row({ late, openedAt: at(5), acknowledgedAt: at(9), state: 'acknowledged' }))).toBe(false);
    expect(isLate(row({ late, openedAt: at(5), state: 'opened' }))).toBe(true);
    expect(isLate(row({ late, state: 'withdrawn' }))).toBe(false);
  });

  it("leave the sender's file copy out of the totals", () => {
    const rows = [row(), row({ state: 'done', acknowledgedAt: at(2) }), row({ purpose: 'file', state: 'done' })];
    const { recipients, acknowledged, bySegment } = totalsOf(rows);
    expect([recipients, acknowledged, bySegment.unopened, bySegment.done]).toEqual([2, 1, 1, 1]);
  });

  it('filter by segment, by lateness, by what is not acknowledged', () => {
    expect(isShown(row(), 'unopened')).toBe(true);
    expect(isShown(row({ state: 'opened' }), 'unopened')).toBe(false);
    expect(isShown(row({ state: 'opened' }), 'unacknowledged')).toBe(true);
    expect(isShown(row({ state: 'refused' }), 'unacknowledged')).toBe(false);
    expect(isShown(row(), 'late')).toBe(false);
  });

  it('find by every word, without accents', () => {
    expect(hasWords('Chi đoàn Sở Nội vụ CS-01', 'noi vu cs-01')).toBe(true);
    expect(hasWords('Chi đoàn Sở Nội vụ CS-01', 'noi vu cs-02')).toBe(false);
    expect(hasWords('Chi đoàn', ' ')).toBe(true);
  });

  it('tell the clock that runs now', () => {
    expect(nextDeadline(row())?.act).toBe('open');
    expect(nextDeadline(row({ openedAt: at(2), state: 'opened' }))?.act).toBe('acknowledge');
    expect(nextDeadline(row({ openedAt: at(2), acknowledgedAt: at(3), state: 'acknowledged' }))?.act).toBe('finish');
    expect(nextDeadline(row({ state: 'refused' }))).toBeNull();
  });

  it('tell when a copy came to its state', () => {
    expect(since(row())).toBe(at(1));
    expect(since(row({ by: { name: 'Văn thư', postTitle: null, forAccountName: null, at: at(7) } }))).toBe(at(7));
  });
});

describe('groups of a board', () => {
  it('go by field, and by kind where it is not known; the file copy apart', () => {
    expect(groupOf(row())).toBe('government');
    expect(groupOf(row({ unitSector: null }))).toBe('agency');
    expect(groupOf(row({ unitKind: 'body' }))).toBe('body');
    expect(groupOf(row({ purpose: 'file' }))).toBe('file');
    expect(groupOf(row({ unitSector: null, unitKind: 'new' }))).toBe('other');
  });

  it('keep the order of rows, and count who has acknowledged', () => {
    const rows = [
      row({ deliveryId: 'a' }),
      row({ deliveryId: 'b', unitSector: 'party' }),
      row({ deliveryId: 'c', acknowledgedAt: at(2) }),
    ];
    const groups = grouped(rows);
    expect(groups.map(({ name, rows: members, acknowledged }) => [name, members.length, acknowledged])).toEqual([
      ['party', 1, 0],
      ['government', 2, 1],
    ]);
    expect(linesOf(groups).map((line) => (line.kind === 'row' ? line.row.deliveryId : line.group.name))).toEqual([
      'party',
      'b',
      'government',
      'a',
      'c',
    ]);
  });
});

describe('a filtered board while copies move on', () => {
  it('keeps its rows, with their new states, and counts the changes', () => {
    const fits = (one: TrackingRowWire): boolean => one.state === 'delivered';
    const before = [row({ deliveryId: 'a' }), row({ deliveryId: 'b' }), row({ deliveryId: 'c', state: 'opened' })];
    const held = idsOf(before.filter(fits));
    const now = [row({ deliveryId: 'a', state: 'opened' }), row({ deliveryId: 'b' }), row({ deliveryId: 'c' })];
    const { rows, changes } = heldRows(now, held, fits);
    expect(rows.map(({ deliveryId, state }) => [deliveryId, state])).toEqual([
      ['a', 'opened'],
      ['b', 'delivered'],
    ]);
    expect(changes).toBe(2);
    expect(heldRows(before, held, fits).changes).toBe(0);
  });
});

describe('progress over time', () => {
  const rows = [2, 3, 3, null].map((hour) =>
    row({ acknowledgedAt: hour ? at(hour) : null, openedAt: hour ? at(hour) : null }),
  );

  it('counts up, and knows when half had acknowledged', () => {
    const progress = progressOf(rows, Date.parse(at(5)));
    expect(progress?.acknowledged.map(({ count }) => count)).toEqual([1, 3]);
    expect(progress?.half).toBe(2 * 3_600_000);
    expect(progress?.deadline).toBe(Date.parse(at(8)));
    expect(progress && stepPath(progress.acknowledged, progress, { width: 100, height: 100 })).toBe(
      'M0 100.0H25.0V75.0H50.0V25.0H100',
    );
  });

  it('ends with the last of all, and needs somebody', () => {
    expect(progressOf(rows.slice(0, 3), Date.parse(at(9)))?.to).toBe(Date.parse(at(3)));
    expect(progressOf([], 0)).toBeNull();
    expect(progressOf([row({ purpose: 'file' })], 0)).toBeNull();
  });
});

describe('all that waits', () => {
  it('is put together by document or by unit, in the order of the list', () => {
    const waiting = (deliveryId: string, documentId: string, unitId: string): OutstandingRowWire => ({
      ...row({ deliveryId, documentId, unitId }),
      symbol: '',
      subject: '',
    });
    const rows = [waiting('a', 'x', '1'), waiting('b', 'y', '2'), waiting('c', 'x', '2')];
    const shape = (by: 'document' | 'unit') =>
      waitingBy(by, rows).map((group) => group.rows.map((one) => one.deliveryId));
    expect(shape('document')).toEqual([['a', 'c'], ['b']]);
    expect(shape('unit')).toEqual([['a'], ['b', 'c']]);
  });
});

describe('the board as a file', () => {
  it('is read by Excel, and runs nothing', () => {
    expect(
      csvOf([
        ['Đơn vị', '=1+1'],
        ['a"b', '-2'],
      ]),
    ).toBe(`\uFEFF"Đơn vị";"'=1+1"\r\n"a""b";"'-2"\r\n`);
    expect(fileNameOf('Theo dõi 137-QĐ/ĐTN', 'csv')).toBe('Theo dõi 137-QĐ-ĐTN.csv');
  });

  it('is a zip of the parts of a workbook, each with its checksum', async () => {
    const parts = await unzip(Buffer.from(xlsxOf([['Đơn vị'], ['Chi đoàn <A> & "B"\u0001']])));
    expect([...parts.keys()]).toContain('xl/workbook.xml');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('Chi đoàn &lt;A&gt; &amp; "B"</t>');
  });
});

/** Read by a library that checks sizes and CRC-32. */
function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, string>();
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (failure, zip) => {
      if (failure || !zip) return reject(failure ?? new Error('no zip'));
      zip.on('error', reject).on('end', () => resolve(parts));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error || !stream) return reject(error ?? new Error('no part'));
          const chunks: Buffer[] = [];
          stream
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => {
              parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
              zip.readEntry();
            });
        });
      });
      zip.readEntry();
    });
  });
}
