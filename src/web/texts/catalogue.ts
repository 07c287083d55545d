import { use } from 'react';
import { languageNow, useLanguage, type Language } from './language.ts';

/**
 * Texts by screen area. `<area>.vi.ts` holds the Vietnamese ones and is loaded with the screens that use it; `<area>.en.ts` has the same
 * keys (a missing one does not compile) and is loaded only when somebody reads English.
 *
 *   const t = useTexts(homeTexts);
 *   t('greeting', { name: 'Văn thư' });
 */
export type Catalogue = Readonly<Record<string, string>>;

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Params<S> = [Names<S>] extends [never] ? [] : [params: Readonly<Record<Names<S>, string | number>>];

/** English tells one from many; Vietnamese does not. `{count}` decides. */
type Phrase = string | { readonly one: string; readonly other: string };

/** What `<area>.en.ts` exports as `en`. */
export type English<V extends Catalogue> = { readonly [K in keyof V]: Phrase };

export type Translate<V extends Catalogue> = <K extends keyof V & string>(key: K, ...params: Params<V[K]>) => string;

export interface Area<V extends Catalogue> {
  readonly vi: Translate<V>;
  /** Null until it is loaded. */
  readonly en: Translate<V> | null;
  load(): Promise<void>;
}

const ENGLISH = import.meta.glob<Readonly<Record<string, Phrase>>>('./*.en.ts', { import: 'en' });

const fetchEnglish = async (name: string): Promise<Readonly<Record<string, Phrase>>> =>
  (await ENGLISH[`./${name}.en.ts`]?.()) ?? {};

/** @param name of the files, e.g. `home` for home.vi.ts and home.en.ts */
export function area<const V extends Catalogue>(name: string, vi: V): Area<V> {
  let english: Translate<V> | null = null;
  let loading: Promise<void> | undefined;
  return {
    vi: translator<V>(vi),
    get en() {
      return english;
    },
    load: () => (loading ??= fetchEnglish(name).then((en) => void (english = translator<V>(en)))),
  };
}

/** The texts of an area in the language of the page. Waits (Suspense) for English when it is not there yet. */
export function useTexts<V extends Catalogue>(texts: Area<V>): Translate<V> {
  const language = useLanguage();
  // Also when they are there already: React resumes a component where it waited, and stumbles when it then waits no more.
  if (language === 'en') use(texts.load());
  return textsIn(texts, language);
}

/** Outside of components; Vietnamese while English is not loaded. */
export const textsNow = <V extends Catalogue>(texts: Area<V>): Translate<V> => textsIn(texts, languageNow());

const textsIn = <V extends Catalogue>(texts: Area<V>, language: Language): Translate<V> =>
  (language === 'en' && texts.en) || texts.vi;

function translator<V extends Catalogue>(phrases: Readonly<Record<string, Phrase>>): Translate<V> {
  return (key, ...[params]) => {
    const phrase = phrases[key] ?? key;
    const given = (params ?? {}) as Readonly<Record<string, string | number>>;
    const text = typeof phrase === 'string' ? phrase : Number(given['count']) === 1 ? phrase.one : phrase.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
  };
}
