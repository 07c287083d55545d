import { escapeHtml } from '../platform/text/html.ts';
import { KINDS, mildest, type NotificationKind } from './notification-kinds.ts';

/** Asks before anything is changed. */
export function askPage(kind: NotificationKind): string {
  const { label, because } = KINDS[kind];
  const act = mildest(kind) === 'off' ? 'Không nhận thư loại này nữa' : 'Gộp thành một thư mỗi sáng';
  return page(`<p>Loại thư: <strong>${escapeHtml(label)}</strong></p>
${because ? `<p>${escapeHtml(because)}</p>` : ''}
<form method="post"><button>${act}</button></form>`);
}

/** Says what was changed. */
export function donePage(kind: NotificationKind): string {
  const done =
    mildest(kind) === 'off'
      ? 'Từ nay không gửi thư loại này nữa.'
      : 'Từ nay các thư loại này gộp thành một thư mỗi sáng.';
  return page(`<p>Loại thư: <strong>${escapeHtml(KINDS[kind].label)}</strong></p>
<p role="status">${done}</p>`);
}

/** No style and no script: the content security policy lets none in. */
const page = (body: string): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cách nhận thông báo</title></head><body>
<main>
<h1>Cách nhận thông báo</h1>
${body}
<p>Muốn đổi lại: đăng nhập, mở trang Cách nhận thông báo.</p>
</main>
</body></html>
`;
