import { errors } from '../platform/errors/domain-error.ts';
import { fold } from '../platform/text/vietnamese.ts';

export const SECRECY = errors('secrecy', {
  refused: {
    kind: 'unprocessable',
    vi: 'Hệ thống có kết nối mạng nên không nhận văn bản Mật, Tối mật, Tuyệt mật (Luật Bảo vệ bí mật nhà nước). Gửi bản giấy theo quy định về bí mật nhà nước; không nhập trích yếu hay tệp vào đây.',
    en: 'Secret documents (Mật, Tối mật, Tuyệt mật) are forbidden by law on a networked system. Send them on paper; enter neither subject nor file here.',
  },
});

const OPEN_LEVELS = new Set(['', 'none', 'thuong', 'khong', 'khong mat']);

const LEVEL = String.raw`(?:tuyệt\s+mật|tối\s+mật|mật)`;

/** A stamp at the head of a subject or behind a symbol: "(MẬT)", "TỐI MẬT:", "Độ mật: Mật". A word like "bảo mật" or "mật độ" is not one. */
const STAMP = new RegExp(
  String.raw`^\s*[([]?\s*${LEVEL}\s*(?:[)\]:.–-]|$)|[([]\s*${LEVEL}\s*[)\]]|độ\s+mật\s*:\s*${LEVEL}`,
  'iu',
);

/**
 * Refuses secrets with the reason (29/2018/QH14 Art 5; 117/2025/QH15), by the level stated and by a stamp in the texts.
 * @throws secrecy.refused
 */
export function refuseSecrets(level: string | null | undefined, texts: readonly string[]): void {
  if (level && !OPEN_LEVELS.has(fold(level).trim())) throw SECRECY.refused();
  if (texts.some((text) => STAMP.test(asRead(text)))) throw SECRECY.refused();
}

/** As a reader sees it: full-width brackets and unusual spaces are brackets and spaces, what is invisible is not there. */
const asRead = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '');
