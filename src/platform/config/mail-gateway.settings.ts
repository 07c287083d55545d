import type { Setting } from './setting.ts';

/** Of the way in for mail to the old inboxes. */
export const MAIL_GATEWAY_SETTINGS = {
  MAIL_GATEWAY_PORT: {
    kind: 'text',
    fallback: null,
    help: 'port for mail to the old inboxes by SMTP; 0 takes a free one; not set: none is taken in',
  },
  MAIL_GATEWAY_LMTP_PORT: {
    kind: 'text',
    fallback: null,
    help: 'port for the same by LMTP, which answers for each recipient: for a mail server in front; not set: none',
  },
  MAIL_GATEWAY_HOST: { kind: 'text', fallback: '127.0.0.1', help: 'address both listen on' },
  MAIL_GATEWAY_TLS_CERT: {
    kind: 'text',
    fallback: null,
    help: 'file with the certificate (PEM) for STARTTLS; not set: no TLS is offered',
  },
  MAIL_GATEWAY_TLS_KEY: { kind: 'text', fallback: null, help: 'file with its key' },
  MAIL_GATEWAY_MAX_MB: { kind: 'whole', fallback: 50, min: 1, max: 1024, help: 'largest mail, in MiB' },
  MAIL_GATEWAY_CLIENTS: {
    kind: 'whole',
    fallback: 100,
    min: 1,
    max: 10_000,
    help: 'connections at the same time; a fifth of them at most from one address that is not trusted',
  },
  MAIL_GATEWAY_SENDER_PER_HOUR: {
    kind: 'whole',
    fallback: 60,
    min: 1,
    max: 1_000_000,
    help: 'mails one sender may send an hour; more are put off, not refused',
  },
  MAIL_GATEWAY_PEERS: {
    kind: 'text',
    fallback: null,
    help: 'networks such as 10.1.2.0/24, separated by commas, that may connect; not set: everybody',
  },
  MAIL_GATEWAY_TRUSTED: {
    kind: 'text',
    fallback: null,
    help: 'networks of the own mail servers in front: what they say of spam and of the sender is believed',
  },
  MAIL_GATEWAY_AUTHSERV_ID: {
    kind: 'text',
    fallback: null,
    help: 'the name by which they sign Authentication-Results; others are ignored',
  },
  MAIL_WATCH_MINUTES: {
    kind: 'whole',
    fallback: 5,
    min: 0,
    max: 1440,
    help: 'after the cutover, inboxes that stay at a provider are looked into this often; 0: never',
  },
} as const satisfies Record<string, Setting>;
