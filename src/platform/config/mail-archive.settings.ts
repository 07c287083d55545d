import type { Setting } from './setting.ts';

/** Of bringing over what is in the old inboxes. */
export const MAIL_ARCHIVE_SETTINGS = {
  LEGACY_IMAP_ALLOWED_HOSTS: {
    kind: 'text',
    fallback: null,
    help: 'exact host names, separated by commas, of mail servers inside the own network; only they may be spoken to without TLS',
  },
  LEGACY_IMAP_ALLOWED_NETWORKS: {
    kind: 'text',
    fallback: null,
    help: 'networks such as 10.1.2.0/24, separated by commas, of mail servers inside the own network; they too may do without TLS',
  },
  LEGACY_IMAP_CA: {
    kind: 'text',
    fallback: null,
    help: 'file with certificates (PEM) of own authorities; they are trusted for old inboxes beside the public ones',
  },
  LEGACY_IMPORT_KB_PER_SECOND: {
    kind: 'whole',
    fallback: 8192,
    min: 0,
    max: 1_048_576,
    help: 'how fast an old inbox is read at most, in KiB a second; 0: as fast as it goes',
  },
} as const satisfies Record<string, Setting>;
