import { remembered } from '../app/remembered.ts';

export type Language = 'vi' | 'en';

const choice = remembered<Language>('language', ['vi', 'en'], 'vi');

export const languageNow = choice.now;
export const useLanguage = choice.use;

/** Changes the language of the page and of the answers of the service. */
export function chooseLanguage(language: Language): void {
  choice.choose(language);
  document.documentElement.lang = language;
}
