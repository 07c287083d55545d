const UNIQUE_VIOLATION = '23505';

/** Did a write fail because another row already holds the value? */
export function brokeUnique(error: unknown, constraint: string): boolean {
  const known = error as { readonly code?: unknown; readonly constraint?: unknown };
  return known.code === UNIQUE_VIOLATION && known.constraint === constraint;
}
