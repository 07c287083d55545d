/** Everything here is made up: units are named after what they are, people after what they do, addresses end in .example. */

/** What a unit does in the week. */
export type Way =
  /** Answers the call, and its person comes. */
  | 'comes'
  /** Does not answer in time: it is given a place, names its person late, and that person comes. */
  | 'assigned'
  /** Never answers and never comes. */
  | 'silent'
  /** Names a second person while the first is booked. */
  | 'two-booked'
  /** Two people stand at the door. */
  | 'two-at-door'
  /** Its person does not come, and is given a make-up session. */
  | 'no-show'
  /** Sends somebody else on the morning. */
  | 'changes';

const HOW_MANY: Readonly<Record<Way, number>> = {
  comes: 28,
  assigned: 5,
  silent: 3,
  'two-booked': 1,
  'two-at-door': 1,
  'no-show': 1,
  changes: 1,
};

export interface RehearsedUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly way: Way;
  readonly email: string;
  readonly clerk: string;
  readonly trainee: string;
}

const KINDS = [
  ['CQ', 'Chi đoàn cơ quan số', 'Cơ quan'],
  ['DN', 'Đoàn cơ sở doanh nghiệp số', 'Doanh nghiệp'],
  ['TH', 'Đoàn trường số', 'Trường học'],
] as const;

const WAYS = (Object.entries(HOW_MANY) as [Way, number][]).flatMap(([way, count]) =>
  Array.from({ length: count }, () => way),
);

/** Forty units, the ways spread over them (13 and 40 have no common factor). */
export const UNITS: readonly RehearsedUnit[] = WAYS.map((_, i) => {
  const [letters, words, kind] = KINDS[i % KINDS.length] ?? KINDS[0];
  const [no, code] = [String(i + 1).padStart(2, '0'), `${letters}-${String(i + 1).padStart(2, '0')}`];
  return {
    code,
    name: `${words} ${no}`,
    kind,
    way: WAYS[(i * 13) % WAYS.length] ?? 'comes',
    email: `${code.toLowerCase()}@hopthu-cu.example`,
    clerk: `vanthu.${code.toLowerCase()}`,
    trainee: `Cán bộ được cử của ${code}`,
  };
});

export const unitsThat = (...ways: readonly Way[]): RehearsedUnit[] => UNITS.filter(({ way }) => ways.includes(way));

export const ABOVE = { code: 'TD', name: 'Tỉnh đoàn (diễn tập)', admin: 'quantri.tinhdoan' } as const;
export const OFFICE = {
  code: 'DK',
  name: 'Đoàn Khối các cơ quan và doanh nghiệp tỉnh (diễn tập)',
  admin: 'quantri.dk',
  email: 'quantri@dk.example',
  clerk: 'vanthu.dk',
  leader: 'bithu.dk',
} as const;

/** thong-bao-2020.md: 18–22/5/2020, office hours, one person of each unit; sessions of an hour for one person each make forty. */
export const WEEK = {
  name: 'Tập huấn phần mềm gửi, nhận văn bản',
  place: 'Văn phòng Đoàn Khối',
  trainer: 'Văn phòng Đoàn Khối',
  phone: '0294 3855 123',
  firstDay: '2020-05-18',
  lastDay: '2020-05-22',
  slotMinutes: 60,
  capacity: 1,
} as const;
export const DAYS = ['18', '19', '20', '21', '22'] as const;

/** Sessions that cannot be held, and why. */
export const REFUSED_SESSIONS = [
  { what: 'trùng giờ, cùng chỗ', from: '2020-05-18T07:30', to: '2020-05-18T08:30', code: 'training.clash' },
  { what: 'thứ Bảy 23/5', from: '2020-05-23T08:00', to: '2020-05-23T09:00', code: 'training.bad-time' },
  { what: 'ngày lễ 02/9', from: '2020-09-02T08:00', to: '2020-09-02T09:00', code: 'training.bad-time' },
  { what: 'giờ nghỉ trưa', from: '2020-05-19T11:00', to: '2020-05-19T12:00', code: 'training.bad-time' },
] as const;

export const MAKE_UP = { from: '2020-05-25T08:00', to: '2020-05-25T09:00' } as const;
/** Who is never trained is not ready on the last day. */
export const LAST_DAY = '2020-05-29';
export const PASSWORD = 'Cánh đồng lúa chín vàng';
export const local = (at: string): string => `${at}:00+07:00`;
