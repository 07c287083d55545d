import { createHash } from 'node:crypto';

/** Each named text is kept, with its plan, by every connection. The service has some hundreds; texts without end would fill the server. */
const MOST = 1000;

/**
 * A condition that a call may leave out. From its sixth call on PostgreSQL plans a named statement once for all values, and a plan that
 * serves the value that is left out serves no other: such a statement is planned for each call instead.
 */
const OPTIONAL = /\$\d+(?:::[\w[\]]+)? is (?:not )?null or\b/i;

/** Under which name a text is prepared; null: under none. */
export type Naming = (text: string) => string | null;

/**
 * Names for texts, by their hash: two versions of a text never share one, whichever process prepared it. Nameless when the service is
 * told so, for a pooler that gives each transaction another connection.
 */
export function makeNaming(isOn: boolean, most = MOST): Naming {
  if (!isOn) return () => null;
  const names = new Map<string, string | null>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= most) return null;
    const made = OPTIONAL.test(text) ? null : createHash('sha1').update(text).digest('hex').slice(0, 20);
    names.set(text, made);
    return made;
  };
}
