/** The road of an old inbox (product.md §7). */
export const INBOX_STATES = ['active', 'dual_run', 'frozen', 'imported', 'retired'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** How its IMAP server is spoken to: TLS from the first byte, TLS on request, or (inside the own network only) without. */
export const IMAP_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type ImapSecurity = (typeof IMAP_SECURITIES)[number];
