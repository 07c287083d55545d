import type { Setting } from './setting.ts';

/** Signing in with the account people have elsewhere. */
export const SINGLE_SIGN_ON_SETTINGS = {
  OIDC_ISSUER: {
    kind: 'url',
    fallback: null,
    help: 'OpenID Connect provider people may sign in with, beside passwords; https (http on loopback outside production); not set: passwords only',
  },
  OIDC_CLIENT_ID: { kind: 'text', fallback: null, help: 'what the provider calls this service' },
  OIDC_CLIENT_SECRET: {
    kind: 'secret',
    fallback: null,
    help: 'its secret at the provider; not set: a public client, PKCE only',
  },
  OIDC_SCOPE: {
    kind: 'text',
    fallback: 'openid profile email',
    help: 'what is asked of the provider; openid among it',
  },
  OIDC_NAME: { kind: 'text', fallback: 'OpenID Connect', help: "the provider's name on the sign-in button" },
  OIDC_LINK_BY: {
    kind: 'choice',
    choices: ['none', 'username', 'email'],
    fallback: 'none',
    help: 'links somebody unknown at the first sign-in to the one active account with the same user name, or the same verified e-mail address; none: only who linked it when signed in with a password',
  },
} as const satisfies Record<string, Setting>;
