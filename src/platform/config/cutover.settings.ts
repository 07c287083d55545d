import { MAIL_ARCHIVE_SETTINGS } from './mail-archive.settings.ts';
import { MAIL_GATEWAY_SETTINGS } from './mail-gateway.settings.ts';
import type { Setting } from './setting.ts';

/** Of the move from the old e-mail inboxes. */
export const CUTOVER_SETTINGS = {
  CUTOVER_AT: {
    kind: 'text',
    fallback: null,
    help: 'from when on nothing goes to the old inboxes any more: an instant with its offset, e.g. 2020-06-01T00:00:00+07:00; not set: no cutover is planned',
  },
  ...MAIL_ARCHIVE_SETTINGS,
  ...MAIL_GATEWAY_SETTINGS,
} as const satisfies Record<string, Setting>;
