import { fill, languageOf } from '../platform/errors/problem.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';

/** Nothing is loaded, nothing is sent anywhere, nobody frames it. Not `sandbox`: a page of no origin could not go on to ours. */
export const PAGE_HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const page = (language: string, head: string, body: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}<title>gnvb</title></head><body>\n${body}\n</body></html>\n`;

/**
 * Takes the browser on to a page of this site. A redirect would not do: it would still count as the provider's navigation, and the
 * browser would keep the session's strict cookies to itself; this page's own step does not.
 * @param path one that `isPage` let through
 */
export function continuationPage(path: string): string {
  const address = escape(path);
  return page(
    'vi',
    `<meta http-equiv="refresh" content="0;url=${address}">`,
    `<p>Đã đăng nhập. <a href="${address}">Tiếp tục</a></p>`,
  );
}

/** An error for people, as clear as a problem is for programs. */
export function errorPage(error: DomainError, requestId: string, acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const [title, back] =
    language === 'vi' ? ['Chưa đăng nhập được', 'Về trang đăng nhập'] : ['Not signed in', 'Back to the sign-in page'];
  const text = escape(fill(error.definition[language], error.params));
  return page(
    language,
    '',
    `<h1>${title}</h1>\n<p>${text}</p>\n<p><a href="/">${back}</a></p>\n<p><small>${escape(error.code)} · ${escape(requestId)}</small></p>`,
  );
}
