/** Everything a receipt can state. What can be true once per delivery is unique in the database (see the receipt table). */
export const FACTS = [
  'dispatched',
  'delivered',
  'opened',
  'downloaded',
  'acknowledged',
  'registered',
  'assigned',
  'started',
  'done',
  'refused',
  'returned',
  'reconsidered',
  'noted',
  'replied',
  'withdrawn',
  'superseded',
  'undeliverable',
  'moved',
] as const;

export type Fact = (typeof FACTS)[number];
