import type { Setting } from './setting.ts';

/** Of notifications on phones and desktops (Web Push). */
export const PUSH_SETTINGS = {
  WEB_PUSH_PUBLIC_KEY: {
    kind: 'text',
    fallback: null,
    help: 'VAPID key pair of notifications on phones and desktops, base64url; not set: derived from JWT_SECRET. Changing it ends all of them',
  },
  WEB_PUSH_PRIVATE_KEY: { kind: 'secret', fallback: null, help: 'its private half' },
  WEB_PUSH_SUBJECT: {
    kind: 'text',
    fallback: null,
    help: 'whom push services may turn to: mailto:… or https://…; not set: PUBLIC_URL when it is https, else MAIL_FROM',
  },
  WEB_PUSH_HOSTS: {
    kind: 'text',
    fallback: null,
    help: 'exact host names, separated by commas, of push services beside those of Google, Mozilla, Apple and Microsoft; they may be inside the own network',
  },
} as const satisfies Record<string, Setting>;
