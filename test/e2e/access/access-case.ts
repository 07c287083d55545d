import type { Test } from 'supertest';
import type { SignedIn } from '../../support/api.ts';
import type { Exception } from './expectation.ts';
import type { Who } from './people.ts';
import type { World } from './world.ts';

/** What a call is about. */
export interface Subject {
  /** Values of the path's parameters; `id` is also what lists are searched for. */
  readonly ids: Readonly<Record<string, string>>;
  /** Words in what only the entitled may read: no refusal and no list of a stranger may contain them. */
  readonly secret: string;
  /** For If-Match. */
  readonly version: number;
  /** Calls instead of the person, e.g. with a session that the call will end. */
  readonly caller?: SignedIn;
}

/** Who is about to call. */
export interface Calling {
  readonly who: Who;
  readonly isAllowed: boolean;
}

/** How to try the access of one route. */
export interface AccessCase {
  /** Which subject, when a route has several cases. */
  readonly of?: string;
  /** Makes a subject of unit `own`; again after every call that used it up, and for every caller with `perCaller`. */
  readonly subject: (world: World, calling: Calling) => Promise<Subject>;
  readonly perCaller?: true;
  readonly query?: (subject: Subject, world: World) => string;
  readonly body?: (subject: Subject, world: World) => object;
  /** Whatever else the request needs. */
  readonly finish?: (request: Test, subject: Subject, world: World) => Test;
  /** Default: 201 for POST, 204 for DELETE, else 200. */
  readonly success?: number;
  readonly scope?: 'everybody';
  /** The request says for which unit it is. */
  readonly namesUnit?: true;
  /** For lists: whether the answer shows the subject. */
  readonly shows?: (body: never, subject: Subject) => boolean;
  readonly except?: readonly Exception[];
  /** Only these people (patterns), when another case of the route has the others. */
  readonly only?: readonly string[];
}

export type Cases = Readonly<Record<string, AccessCase | readonly AccessCase[]>>;

/** Whether a page holds the subject. */
export const inItems = (body: { items: { id: string }[] }, subject: Subject): boolean =>
  body.items.some((item) => item.id === subject.ids['id']);
