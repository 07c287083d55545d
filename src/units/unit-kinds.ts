/** What a unit is. `superior` stands above the block; `body` and `person` are outside the system and have no accounts. */
export const UNIT_KINDS = ['superior', 'block', 'agency', 'enterprise', 'school', 'body', 'person'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** The kinds "all units" means: those of the block and the block itself, never superiors, bodies or persons. */
export const BLOCK_KINDS = ['block', 'agency', 'enterprise', 'school'] as const satisfies readonly UnitKind[];

/**
 * The field a unit works in, where it is known: cơ quan Đảng · chính quyền · Mặt trận, đoàn thể · tư pháp · lực lượng vũ trang · sản xuất,
 * kinh doanh · giáo dục · y tế · báo chí.
 */
export const SECTORS = [
  'party',
  'government',
  'front',
  'justice',
  'armed_forces',
  'business',
  'education',
  'health',
  'press',
] as const;
export type Sector = (typeof SECTORS)[number];

/** How a copy reaches the unit. */
export const CHANNELS = ['system', 'email', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Order of the parts of a number: `137-QĐ/ĐTN` or `15/QĐ-BNV` (facts §1.2). */
export const SYMBOL_STYLES = ['doan', 'state'] as const;
export type SymbolStyle = (typeof SYMBOL_STYLES)[number];

/** When the unit's outgoing numbers start again at 01 (facts §2.1). */
export const NUMBERINGS = ['TERM', 'YEAR', 'NEVER'] as const;
export type Numbering = (typeof NUMBERINGS)[number];
