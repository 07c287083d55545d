import { asWritten } from './words.policy.ts';
import type { ImportChangeWire, ImportProblemWire, ImportRowWire } from './imports.wire.ts';
import type { RowOutcome } from './planned-row.ts';

const OUTCOME_WORDS: Readonly<Record<RowOutcome, string>> = {
  create: 'Thêm mới',
  change: 'Thay đổi',
  same: 'Không đổi',
  error: 'Lỗi',
  absent: 'Không có trong tệp',
};
const APPLICATION_WORDS = { applied: 'Đã ghi', left_out: 'Không ghi' } as const;

const HEADINGS = [
  'Dòng',
  'Kết quả',
  'Mã hoặc tên đăng nhập',
  'Tên',
  'Thay đổi',
  'Lỗi',
  'Lưu ý',
  'Đã ghi',
  'Lý do không ghi',
];

const sentences = (problems: readonly ImportProblemWire[]): string => problems.map(({ detail }) => detail).join('\n');

const difference = ({ field, heading, from, to }: ImportChangeWire): string =>
  `${heading}: ${from === null ? '' : `${asWritten(field, from)} → `}${asWritten(field, to) ?? ''}`;

const differences = (changes: readonly ImportChangeWire[]): string => changes.map(difference).join('\n');

/** What the check found and what became of it, for people who work on the list in Excel. */
export async function* resultLines(rows: AsyncIterable<ImportRowWire>): AsyncGenerator<(string | number | null)[]> {
  yield HEADINGS;
  for await (const row of rows)
    yield [
      row.row,
      OUTCOME_WORDS[row.outcome],
      row.key,
      row.label,
      differences(row.changes),
      sentences(row.problems),
      sentences(row.warnings),
      row.application ? APPLICATION_WORDS[row.application] : null,
      sentences(row.leftOutBecause),
    ];
}
