import { toUsername, USERNAME } from '../accounts/username.policy.ts';
import { HOST } from '../legacy-inboxes/host.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { CODE, PHONE, SYMBOL } from '../units/unit-fields.policy.ts';
import { clean, hasBadCharacter, isGarbled, readDay, withoutTextMark } from './cells.policy.ts';
import type { ImportKind } from './columns.policy.ts';
import { LIMITS, problem, type Cell, type Problem } from './table.ts';
import { CHANNEL_WORDS, IMAP_SECURITY_WORDS, KIND_WORDS, meant, NUMBERING_WORDS, ROLE_WORDS } from './words.policy.ts';

/** Brings a text to the form in which it is stored; null when it is none of what the column holds. */
type Reader = (text: string) => string | null;

interface Field {
  readonly read: Reader;
  /** What is wrong when `read` finds nothing. */
  readonly wrong: string;
  readonly longest: number;
  /** Digits in it are a name and not an amount: zeros in front count. */
  readonly isLabel?: true;
  readonly isDay?: true;
  /** Taken as it was typed, and never repeated in a message. */
  readonly isSecret?: true;
}

const unitCode = (typed: string): string | null => (CODE.test(typed.toUpperCase()) ? typed.toUpperCase() : null);
const text = (longest: number): Field => ({ read: (typed) => typed, wrong: 'required', longest });
const CODE_FIELD: Field = { read: unitCode, wrong: 'not-a-code', longest: 40, isLabel: true };
const DAY_FIELD: Field = { read: readDay, wrong: 'not-a-day', longest: 30, isDay: true };
const EMAIL_FIELD: Field = { read: parseMailAddress, wrong: 'not-an-email', longest: 254 };

const FIELDS: Readonly<Record<ImportKind, Readonly<Record<string, Field>>>> = {
  units: {
    code: CODE_FIELD,
    parentCode: CODE_FIELD,
    name: text(300),
    shortName: text(100),
    kind: { read: (typed) => meant(KIND_WORDS, typed), wrong: 'not-a-kind', longest: 100 },
    email: EMAIL_FIELD,
    phone: { read: (typed) => (PHONE.test(typed) ? typed : null), wrong: 'not-a-phone', longest: 30, isLabel: true },
    symbol: { read: (typed) => (SYMBOL.test(typed) ? typed : null), wrong: 'not-a-symbol', longest: 30 },
    openedOn: DAY_FIELD,
    place: text(100),
    channel: { read: (typed) => meant(CHANNEL_WORDS, typed), wrong: 'not-a-channel', longest: 100 },
    numbering: { read: (typed) => meant(NUMBERING_WORDS, typed), wrong: 'not-a-numbering', longest: 100 },
    nameFrom: DAY_FIELD,
  },
  accounts: {
    username: { read: username, wrong: 'not-a-username', longest: 64, isLabel: true },
    displayName: text(200),
    email: EMAIL_FIELD,
    unitCode: CODE_FIELD,
    role: { read: (typed) => meant(ROLE_WORDS, typed), wrong: 'not-a-role', longest: 100 },
    title: text(200),
  },
  'legacy-inboxes': {
    address: { ...EMAIL_FIELD, read: (typed) => parseMailAddress(typed)?.toLowerCase() ?? null },
    unitCode: CODE_FIELD,
    owner: text(200),
    imapHost: { read: (typed) => (HOST.test(typed) ? typed.toLowerCase() : null), wrong: 'not-a-host', longest: 253 },
    imapPort: { read: port, wrong: 'not-a-port', longest: 5 },
    imapSecurity: { read: (typed) => meant(IMAP_SECURITY_WORDS, typed), wrong: 'not-a-security', longest: 100 },
    imapUser: text(254),
    imapPassword: { ...text(500), isSecret: true },
    note: text(2000),
  },
};

/** What a cell turned out to be. */
export interface CellReading {
  /** As it is stored; null when the cell is empty or wrong. */
  readonly value: string | null;
  readonly problem: Problem | null;
  readonly warning: Problem | null;
}

const wrong = (code: string, params: Problem['params'], field: string): CellReading => ({
  value: null,
  problem: problem(code, params, field),
  warning: null,
});
const NOTHING: CellReading = { value: null, problem: null, warning: null };

/** Reads the cell of a known column. */
export function readCell(kind: ImportKind, name: string, cell: Cell): CellReading {
  const field = FIELDS[kind][name];
  if (!field) return NOTHING;
  const flaw = flawOf(cell, field);
  if (flaw) {
    const shown = field.isSecret ? '•••' : cell.text.slice(0, 40);
    return wrong(flaw, { text: shown, limit: LIMITS.characters }, name);
  }
  if (field.isSecret) return readSecret(field, name, cell.text.trim());
  const typed = clean(withoutTextMark(cell.text));
  if (typed === '') return NOTHING;
  const short = typed.slice(0, 60);
  if (hasBadCharacter(typed)) return wrong('bad-character', {}, name);
  if (isGarbled(typed)) return wrong('garbled', { text: short }, name);
  if (typed.length > field.longest) return wrong('too-long', { limit: field.longest }, name);
  const value = field.read(typed);
  if (value === null) return wrong(field.wrong, { text: short }, name);
  const isDoubtful = cell.kind === 'number' && field.isLabel === true;
  return { value, problem: null, warning: isDoubtful ? problem('number-as-text', { text: short }, name) : null };
}

/** Character by character as somebody typed it: cleaned, it would be another one. */
function readSecret(field: Field, name: string, typed: string): CellReading {
  if (typed === '') return NOTHING;
  if (hasBadCharacter(typed)) return wrong('bad-character', {}, name);
  if (typed.length > field.longest) return wrong('too-long', { limit: field.longest }, name);
  return { value: typed, problem: null, warning: null };
}

/** What makes the cell unusable before its text is looked at. */
function flawOf({ kind, text: shown }: Cell, field: Field): string | null {
  if (kind === 'formula') return 'formula';
  if (kind === 'error') return 'cell-error';
  if (kind === 'too-long') return 'cell-too-long';
  if (kind === 'date' && !field.isDay) return 'date-in-text';
  if (kind !== 'number' || !field.isLabel) return null;
  if (/e/i.test(shown) || shown.replace(/\D/g, '').length > 15) return 'number-too-long';
  // Vietnamese numbers begin with 0, or with the country's 84: nine digits are one whose zero Excel took.
  return field.wrong === 'not-a-phone' && /^[1-9]\d{8}$/.test(shown) ? 'zero-lost' : null;
}

function port(typed: string): string | null {
  const number = Number(typed);
  return /^\d{1,5}$/.test(typed) && number >= 1 && number <= 65_535 ? String(number) : null;
}

function username(typed: string): string | null {
  const name = toUsername(typed);
  return USERNAME.test(name) ? name : null;
}
