import type { ErrorFactory } from '../errors/domain-error.ts';

/** Why a session may do next to nothing, and the little it may do. */
export interface Restriction {
  /** By route id: `any` row, or only one's `own` account as `:id`. Every other route is refused, those written later too. */
  readonly allows: Readonly<Record<string, 'any' | 'own'>>;
  readonly refusal: ErrorFactory;
}

/**
 * @param route `Controller.method`
 * @param id the path's `:id`, if it has one
 * @throws the restriction's refusal
 */
export function refuseRestricted(
  { allows, refusal }: Restriction,
  route: string,
  id: string | undefined,
  accountId: string,
): void {
  const allowed = Object.hasOwn(allows, route) ? allows[route] : undefined;
  if (allowed === 'any' || (allowed === 'own' && id?.toLowerCase() === accountId)) return;
  throw refusal();
}
