/** Nothing runs, nothing is fetched, nothing is sent; a link opens beside it, without knowing where it was pressed. */
export const MAIL_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "sandbox allow-popups; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
  // Sandboxed, it has an origin of its own anyhow; asked for besides, Chromium complains on the page around it.
  'origin-agent-cluster': '?0',
} as const;

/** Readable where the mail says nothing of its looks: dark on light like the paper it stands for, and never wider than its frame. */
const STYLE =
  'body{margin:12px;color:#1a2027;background:#fff;font:15px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}';

/** The HTML of a mail as a page of its own, for a sandboxed frame. @param safe sanitised: what stands here is shown as it is */
export const mailPage = (safe: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Nội dung thư</title><style>${STYLE}</style></head><body>${safe}</body></html>`;
