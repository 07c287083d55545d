/** For finding without accents: "Đoàn Khối" → "doan khoi". The server's own folding (platform/text) does the same for lists. */
export const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
