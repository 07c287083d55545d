import type { Urgency } from './deadlines.policy.ts';

/** As they stand on the paper and in front of what is told about it. */
export const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  normal: '',
  khan: 'KHẨN',
  thuong_khan: 'THƯỢNG KHẨN',
  hoa_toc: 'HỎA TỐC',
  hoa_toc_hen_gio: 'HỎA TỐC HẸN GIỜ',
};

/** Waits for no morning and no office hour. */
export const isAtOnce = (urgency: Urgency): boolean => urgency === 'hoa_toc' || urgency === 'hoa_toc_hen_gio';
