import { randomBytes } from 'node:crypto';

/** What a request is found again by in the log: 96 random bits, as short as they go into a header. */
export const makeRequestId = (): string => randomBytes(12).toString('base64url');
