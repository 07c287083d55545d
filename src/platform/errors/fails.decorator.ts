import { SetMetadata } from '@nestjs/common';
import type { ErrorDefinition } from './domain-error.ts';

export const FAILS = Symbol('fails');

/** Declares the errors a route can answer with, beyond those every route of its kind shares. The API document is made from it. */
export const Fails = (...definitions: readonly ErrorDefinition[]) => SetMetadata(FAILS, definitions);
