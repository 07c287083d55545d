/** The code of an invitation: the booking's id without hyphens, and what proves it (src/training/check-in-code.ts). */
const CODE = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[\w-]{16}$/;

/** For showing whose it is; whether it is genuine only the service can say. Null: no code of ours. */
export function bookingOfCode(code: string): string | null {
  const found = CODE.exec(code.trim());
  return found ? found.slice(1).join('-') : null;
}
