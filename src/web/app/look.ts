import { remembered } from './remembered.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** Light, dark, or as the computer is set. */
export const theme = remembered('theme', THEMES, 'system');
/** Room between rows: thoáng or gọn. */
export const density = remembered('density', DENSITIES, 'comfortable');

const darkByNight = matchMedia('(prefers-color-scheme: dark)');
/** Asked once, then told: whoever reads `matches` between a change and its event takes the event away from everybody (Blink). */
let isNight = darkByNight.matches;
darkByNight.addEventListener('change', ({ matches }) => {
  isNight = matches;
});

/** What is shown now. */
export const schemeNow = (): 'light' | 'dark' => {
  const chosen = theme.now();
  if (chosen !== 'system') return chosen;
  return isNight ? 'dark' : 'light';
};

/** Calls back when light turns to dark or back. @returns to stop */
export function watchScheme(told: () => void): () => void {
  const stop = theme.watch(told);
  darkByNight.addEventListener('change', told);
  return () => {
    stop();
    darkByNight.removeEventListener('change', told);
  };
}

/** Keeps the marks on <html> that the style sheets go by. Call once, before the first picture. */
export function dressPage(): void {
  const root = document.documentElement;
  const dress = (): void => {
    root.dataset['theme'] = schemeNow();
    root.dataset['mantineColorScheme'] = schemeNow();
    root.dataset['density'] = density.now();
  };
  watchScheme(dress);
  density.watch(dress);
  dress();
}
