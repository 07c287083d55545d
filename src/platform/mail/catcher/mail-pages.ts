import { escapeHtml } from '../../text/html.ts';
import type { CaughtMailWire } from './caught-mail.wire.ts';

/** Escaped text with its web addresses made clickable. An address ends before anything that was escaped, other than `&amp;`. */
const withLinks = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/(?:[^\s&]|&amp;)+/g, (url) => `<a href="${url}" rel="noreferrer">${url}</a>`);

const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>\n${body}\n</body></html>\n`;

/** All caught mails as a table. No style or script: the content security policy lets none in. */
export function listPage(mails: readonly CaughtMailWire[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td>${mail.n}</td><td>${escapeHtml(mail.at)}</td><td>${escapeHtml(mail.to.join(', '))}</td>` +
      `<td><a href="/dev/mail/${mail.n}">${escapeHtml(mail.subject || '(không có tiêu đề)')}</a></td></tr>`,
  );
  const table = `<table border="1" cellpadding="6"><tr><th>#</th><th>Lúc</th><th>Đến</th><th>Tiêu đề</th></tr>\n${rows.join('\n')}\n</table>`;
  const count = `<p>${mails.length} thư bị giữ lại, không gửi đi. <a href="/dev/mail.json">JSON</a></p>`;
  return page('Thư phát triển', `<h1>Thư phát triển</h1>\n${count}\n${mails.length > 0 ? table : ''}`);
}

/** One mail: its text, what came with it, its headers. */
export function mailPage(mail: CaughtMailWire): string {
  const files = mail.attachmentNames.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
  return page(
    mail.subject,
    `<p><a href="/dev/mail">Tất cả thư</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<p>${escapeHtml(mail.from)} → ${escapeHtml(mail.to.join(', '))}, ${escapeHtml(mail.at)}</p>
<pre>${withLinks(mail.text)}</pre>
${files ? `<h2>Tệp kèm theo</h2><ul>${files}</ul>` : ''}
<h2>Tiêu đề thư</h2>
<pre>${escapeHtml(mail.headers.join('\n'))}</pre>`,
  );
}
