/**
 * Is it after the cutover? Half-open: exactly at the instant is after. Compares instants, so that the zone of the machine
 * has no say in it; the zone belongs to the setting.
 * @param cutover from CUTOVER_AT; null: no cutover is planned, and nothing is ever after it
 */
export function isAfterCutover(at: Date, cutover: Date | null): boolean {
  return cutover !== null && at.getTime() >= cutover.getTime();
}
