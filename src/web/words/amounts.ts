/** Sizes and counts as people write them here: 1.024 MB, 12,5 MB, 1.000 đơn vị (English: 1,024 MB, 12.5 MB). */
import type { WordLanguage } from './when.ts';

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** @param bytes counted in 1024, as the limits of the service are */
export function sizeInWords(bytes: number, language: WordLanguage = 'vi'): string {
  const step = Math.min(SIZES.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  const digits = step === 0 || amount >= 100 ? 0 : 1;
  return `${countInWords(Number(amount.toFixed(digits)), language)} ${SIZES[step]}`;
}

/** Groups of three digits: 61.000. */
export function countInWords(count: number, language: WordLanguage = 'vi'): string {
  const [whole = '0', fraction] = String(count).split('.');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction ? `${grouped}${point}${fraction}` : grouped;
}
