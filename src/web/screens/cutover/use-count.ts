import { useLanguage } from '../../texts/language.ts';
import { countInWords } from '../../words/amounts.ts';

/** Counts as people write them: 1.002. */
export function useCount(): (count: number) => string {
  const language = useLanguage();
  return (count) => countInWords(count, language);
}
