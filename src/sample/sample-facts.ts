import { SAMPLE_PASSWORD } from './sample-passwords.ts';

/** For whoever has just loaded it. */
export const HOW_TO_SIGN_IN = `sign in as vanthu.dk, bithu.dk, canbo.dk, quantri or, at a unit, vanthu.cq01, bithu.cq01, …; password: ${SAMPLE_PASSWORD}`;

/** The line of the audit log that says the sample is whole. */
export const LOADED = 'sample.load';
