/** What has become of a code. */
export const ACTIVATION_CODE_STATES = ['waiting', 'used', 'expired', 'void'] as const;
export type ActivationCodeState = (typeof ACTIVATION_CODE_STATES)[number];

/** Days a code is valid are a setting; so many accounts at most get one in one call. */
export const MOST_AT_ONCE = 2000;

/** The state of code `c` of account `a` at $1. Void: replaced, taken back, or the password was changed without it. */
export const STATE_OF_CODE = `case when c.used_at is not null then 'used'
  when c.voided_at is not null or c.password_serial <> a.password_serial then 'void'
  when c.expires_at <= $1 then 'expired' else 'waiting' end`;
