/** One setting: how its text is read, what holds when it is not set, and the line .env.example shows for it. */
export type Setting =
  | { readonly kind: 'text' | 'secret' | 'url'; readonly fallback: string | null; readonly help: string }
  | {
      readonly kind: 'whole';
      readonly fallback: number;
      readonly min: number;
      readonly max: number;
      readonly help: string;
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly fallback: string; readonly help: string };

export type SettingValue<S> = S extends { kind: 'whole' }
  ? number
  : S extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : S extends { fallback: null }
      ? string | null
      : string;

interface Parsed {
  readonly value: unknown;
  readonly mistake: string | null;
}

const right = (value: unknown): Parsed => ({ value, mistake: null });
const wrong = (name: string, why: string): Parsed => ({ value: null, mistake: `${name} ${why}` });

/** Reads one setting's text; an empty text counts as not set. */
export function parseSetting(name: string, setting: Setting, text: string | undefined): Parsed {
  if (text === undefined || text.trim() === '') return right(setting.fallback);
  if (setting.kind === 'whole') return parseWhole(name, setting, text);
  if (setting.kind === 'choice') {
    return setting.choices.includes(text)
      ? right(text)
      : wrong(name, `must be one of ${setting.choices.join(', ')}, not "${text}"`);
  }
  if (setting.kind === 'url' && !URL.canParse(text)) return wrong(name, 'is not a URL');
  return right(text);
}

function parseWhole(name: string, setting: { readonly min: number; readonly max: number }, text: string): Parsed {
  const value = Number(text);
  const fits = Number.isInteger(value) && value >= setting.min && value <= setting.max;
  return fits
    ? right(value)
    : wrong(name, `must be a whole number from ${setting.min} to ${setting.max}, not "${text}"`);
}
