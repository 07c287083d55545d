/**
 * Precomposed Unicode, the exchange form of Party and State text (TT 07/2002/TT-BKHCN Art 4).
 * macOS and iOS send file names decomposed, so every input passes through here.
 */
export function toNfc(text: string): string {
  return text.normalize('NFC');
}

/** Đ typed as Ð (U+00D0, Icelandic) or Ɖ (U+0189, African) by bad input methods; on screen they look the same. */
export function repairD(text: string): string {
  return text.replace(/[ÐƉ]/g, 'Đ').replace(/[ðɖ]/g, 'đ');
}

/**
 * The key for searching without accents: `Đoàn`, `đoan` and `DOAN` are equal, and so are `hoà` and `hòa`.
 * For search only: HĐ and HD, ĐA and DA fold together.
 */
export function fold(text: string): string {
  // đ has no canonical decomposition: stripping marks leaves it as it is.
  return repairD(text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** Vietnamese order: ă, â, đ, ê, ô, ơ, ư are letters of their own; the six tones only break ties. */
export const collator = new Intl.Collator('vi');

/** People are listed by given name, the last word of a name; the rest of the name breaks ties. */
export function byGivenName(a: string, b: string): number {
  const [x, y] = [splitName(a), splitName(b)];
  return collator.compare(x.given, y.given) || collator.compare(x.rest, y.rest);
}

function splitName(name: string): { readonly given: string; readonly rest: string } {
  const words = toNfc(name).trim().split(/\s+/);
  return { given: words.at(-1) ?? '', rest: words.slice(0, -1).join(' ') };
}
