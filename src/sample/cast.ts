import { Principal } from '../platform/access/principal.ts';

/** The sample's units by code, its people by user name, its groups by name. */
export class Cast {
  readonly #units = new Map<string, string>();
  readonly #people = new Map<string, Principal>();
  readonly #groups = new Map<string, string>();

  enterUnit(code: string, id: string): void {
    this.#units.set(code, id);
  }

  enterPerson(username: string, person: Principal): void {
    this.#people.set(username, person);
  }

  enterGroup(name: string, id: string): void {
    this.#groups.set(name, id);
  }

  unit(code: string): string {
    return known(this.#units, code);
  }

  person(username: string): Principal {
    return known(this.#people, username);
  }

  group(name: string): string {
    return known(this.#groups, name);
  }

  has(username: string): boolean {
    return this.#people.has(username);
  }
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`the sample has no ${key}`);
  return found;
}
