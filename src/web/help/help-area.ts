/** Which help belongs to which address. Pure. */

const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, 'home'],
  [/^\/incoming/, 'incoming'],
  // A new document or a draft being written.
  [/^\/(?:compose|composer|outgoing\/(?:new|drafts?|[\w-]+\/edit))/, 'composer'],
  [/^\/(?:tracking|outgoing\/[\w-]+\/tracking)/, 'tracking'],
  [/^\/outgoing/, 'outgoing'],
  [/^\/(?:arrived-mails|archived-mails|cutover\/senders)/, 'mails'],
  [/^\/registers/, 'registers'],
  [/^\/groups/, 'groups'],
  [/^\/handovers/, 'handovers'],
  [/^\/people\/(?:lists|imports)/, 'provisioning'],
  [/^\/people\/slips/, 'slips'],
  [/^\/people\/practice/, 'practising'],
  [/^\/people\/readiness/, 'readiness'],
  [/^\/cutover/, 'cutover'],
  [/^\/people\/calendar/, 'calendar'],
  [/^\/training\/check-in/, 'door'],
  [/^\/training/, 'training'],
  [/^\/(?:people|units|audit|imports|admin|webhooks|api-keys|accounts)/, 'administration'],
  [/^\/(?:me|notifications)/, 'profile'],
];

/** @param path of the open page */
export const helpAreaOf = (path: string): string => AREAS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';

/** The lines of an area, in order: `incoming_1`, `incoming_2`, … */
export const helpKeysOf = <K extends string>(keys: readonly K[], path: string): readonly K[] => {
  const prefix = `${helpAreaOf(path)}_`;
  return keys.filter((key) => key.startsWith(prefix));
};
