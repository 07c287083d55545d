import type { Person } from '../../support/people.ts';

export type Json = Record<string, unknown>;

/** One way of calling an operation that succeeds, as the ground for calls that must not. */
export interface Case {
  readonly who: Person;
  /** Valid as it stands; what has to be unique is new each time. */
  readonly body: () => Json;
  /** Values of the path parameters, on rows where the call is allowed. Asked again after every success. */
  readonly ids: () => Promise<Readonly<Record<string, string>>>;
  /** Where to read the row's version, for If-Match. */
  readonly versionOf?:
    | 'outgoing_document'
    | 'recipient_group'
    | 'account'
    | 'unit'
    | 'webhook'
    | 'legacy_inbox'
    | 'working_calendar'
    | 'training_week'
    | 'training_session'
    | 'training_booking';
}
