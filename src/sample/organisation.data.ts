import type { Rule } from '../groups/group.kinds.ts';
import type { Sector, UnitKind } from '../units/unit-kinds.ts';
import type { NewUnit } from '../units/unit-provisioning.service.ts';
import { AGENCIES, ENTERPRISES, SCHOOLS } from './member-names.data.ts';

/** A unit of the sample; its parent by code. */
export type SampleUnit = Omit<NewUnit, 'id' | 'parentId'> & { readonly parent: string | null };

/** Units whose member works on documents too, and has an account for it: `canbo.cq01`. */
export const WITH_MEMBERS: ReadonlySet<string> = new Set([
  'CQ-01',
  'CQ-02',
  'CQ-05',
  'DN-01',
  'DN-02',
  'TH-01',
  'TH-03',
]);

export const BLOCK = 'DK';
/** First day of the units' records; the real founding days are not known. */
const OPENED_ON = '2012-01-01';

/** The field of work, where the kind of unit says it; courts are no part of the government. */
const SECTOR_OF: Readonly<Partial<Record<UnitKind, Sector>>> = {
  agency: 'government',
  enterprise: 'business',
  school: 'education',
};

const outside = { openedOn: OPENED_ON, kind: 'body' } as const;

/** Above the block and beside it: reached by mail or on paper. Domains under `.example` belong to nobody (RFC 2606). */
const ABOVE: readonly SampleUnit[] = [
  {
    ...outside,
    code: 'TD',
    parent: null,
    kind: 'superior',
    name: 'Tỉnh đoàn Trà Vinh',
    shortName: 'Tỉnh đoàn',
    channel: 'email',
    email: 'vanphong@tinhdoan.example',
  },
  {
    ...outside,
    code: 'TD-BTV',
    parent: 'TD',
    name: 'Ban Thường vụ Tỉnh đoàn',
    shortName: 'BTV Tỉnh đoàn',
    email: 'banthuongvu@tinhdoan.example',
  },
  {
    ...outside,
    code: 'TD-PBT',
    parent: 'TD',
    kind: 'person',
    name: 'Phó Bí thư Tỉnh đoàn',
    shortName: 'PBT Tỉnh đoàn',
    email: 'phobithu@tinhdoan.example',
  },
  {
    ...outside,
    code: 'DUK',
    parent: null,
    kind: 'superior',
    name: 'Đảng ủy Khối các cơ quan và Doanh nghiệp tỉnh',
    shortName: 'Đảng ủy Khối',
    channel: 'paper',
  },
  { ...outside, code: 'DUK-BTV', parent: 'DUK', name: 'Ban Thường vụ Đảng ủy Khối', shortName: 'BTV Đảng ủy Khối' },
  {
    ...outside,
    code: 'DUK-PBT',
    parent: 'DUK',
    kind: 'person',
    name: 'Phó Bí thư Đảng ủy Khối',
    shortName: 'PBT Đảng ủy Khối',
  },
];

/** Under the name it had at first; see `RENAMED`. */
const BLOCK_UNIT: SampleUnit = {
  code: BLOCK,
  parent: 'TD',
  kind: 'block',
  name: 'Đoàn Khối các cơ quan tỉnh Trà Vinh',
  shortName: 'Đoàn Khối các cơ quan',
  openedOn: OPENED_ON,
  email: 'vanphong@gnvb.example',
  place: 'Trà Vinh',
};

/** The notice says "nay là Đoàn Khối các cơ quan và Doanh nghiệp" without a day: the day is invented. */
export const RENAMED = {
  validFrom: '2019-03-01',
  name: 'Đoàn Khối các cơ quan và Doanh nghiệp tỉnh Trà Vinh',
  shortName: 'Đoàn Khối',
};

/** "Khóa VI, nhiệm kỳ 2017 – 2022" is the notice's; its days, and the term after it, are invented. */
export const TERMS = [
  { ordinal: 'VI', name: 'Nhiệm kỳ 2017 – 2022', startsOn: '2017-09-16' },
  { ordinal: 'VII', name: 'Nhiệm kỳ 2022 – 2027', startsOn: '2022-08-20' },
];

/** Two levels below the block. */
const BELOW_A_UNIT: SampleUnit = { ...member('DN-15', 'enterprise', 'Chi đoàn Điện lực khu vực 2'), parent: 'DN-01' };

/** On that day the ninth agency went into the eighth; the day is invented. */
export const MERGER = { code: 'CQ-09', into: 'CQ-08', on: '2025-03-01' };

export const UNITS: readonly SampleUnit[] = [
  ...ABOVE,
  BLOCK_UNIT,
  ...sector('CQ', 'agency', AGENCIES),
  ...sector('DN', 'enterprise', ENTERPRISES),
  BELOW_A_UNIT,
  ...sector('TH', 'school', SCHOOLS),
];

/** Codes of the units of the block, without the block itself. */
export const MEMBER_UNITS: readonly string[] = UNITS.filter((unit) => /^(CQ|DN|TH)-/.test(unit.code)).map(
  (unit) => unit.code,
);

/** Thường trực của Đoàn Khối: by the notice it is this post that keeps the official group. */
export const DEPUTY = { username: 'phobithu.dk', title: 'Phó Bí thư Thường trực' };

/** A group of the sample; units by code, groups by name. */
export interface SampleGroup {
  readonly name: string;
  readonly description: string;
  readonly visibility: 'owner' | 'open';
  readonly members?: readonly string[];
  readonly rule?: Rule;
  readonly groups?: readonly string[];
  /** Kept by the Deputy: nobody comes in or goes out without that post. */
  readonly kept?: true;
}

const everybody: Rule = { reach: 'below', kinds: [], sectors: [], channels: [] };
const COMMITTEE = 'BCH Đoàn Khối các CQ&DN';

/**
 * The notice's four Zalo groups (1.1), as groups of recipients. Persons sit in the notice's groups and units in ours: secretaries and deputies
 * stand for their units, by rule. Which units have a seat in the committees is invented.
 */
export const GROUPS: readonly SampleGroup[] = [
  {
    name: COMMITTEE,
    description: 'Đơn vị có ủy viên Ban Chấp hành: xin ý kiến dự thảo.',
    visibility: 'owner',
    members: [
      'CQ-01',
      'CQ-02',
      'CQ-03',
      'CQ-05',
      'CQ-07',
      'CQ-10',
      'CQ-15',
      'DN-01',
      'DN-02',
      'DN-03',
      'DN-06',
      'TH-01',
      'TH-02',
      'TH-03',
      'TH-05',
    ],
  },
  {
    name: 'Đoàn Khối các CQ&DN Trà Vinh',
    description: 'Nhóm chính thức: ủy viên Ban Chấp hành và mọi cơ sở Đoàn trực thuộc.',
    visibility: 'open',
    rule: everybody,
    groups: [COMMITTEE],
    kept: true,
  },
  {
    name: 'BTV Đoàn Khối',
    description: 'Đơn vị có ủy viên Ban Thường vụ.',
    visibility: 'owner',
    members: ['CQ-01', 'CQ-02', 'CQ-05', 'DN-01', 'TH-01'],
  },
  {
    name: 'Đoàn Khối trường học',
    description: 'Khu vực trường học.',
    visibility: 'open',
    rule: { ...everybody, kinds: ['school'] },
  },
];

function sector(prefix: string, kind: SampleUnit['kind'], names: readonly string[]): SampleUnit[] {
  return names.map((name, index) => member(`${prefix}-${String(index + 1).padStart(2, '0')}`, kind, name));
}

function member(code: string, kind: SampleUnit['kind'], name: string): SampleUnit {
  const shortName = name
    .replace(/^(Chi đoàn|Đoàn cơ sở|Đoàn) /, '')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return {
    code,
    parent: BLOCK,
    kind,
    sector: name.includes('Tòa án') ? 'justice' : (SECTOR_OF[kind] ?? null),
    name,
    shortName,
    openedOn: OPENED_ON,
    email: `${loginOf(code)}@gnvb.example`,
    place: 'Trà Vinh',
  };
}

/** `CQ-01` in a user name: `cq01`. */
export function loginOf(code: string): string {
  return code.toLowerCase().replaceAll('-', '');
}
