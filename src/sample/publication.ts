import { Dispatching } from '../outgoing/dispatching.service.ts';
import { Drafts } from '../outgoing/drafts.service.ts';
import { Issuing } from '../outgoing/issuing.service.ts';
import { OutgoingActs } from '../outgoing/outgoing.acts.ts';
import type { DraftOutgoing } from '../outgoing/outgoing.dto.ts';
import { TrackingQuery } from '../outgoing/tracking.dto.ts';
import { TrackingReader } from '../outgoing/tracking.reader.ts';
import type { TrackingRowWire } from '../outgoing/tracking.wire.ts';
import type { Stage } from './stage.ts';

/** A document's road out of its unit; it stays where its times end. */
export interface Publication {
  /** Code of the unit that writes it. */
  readonly unit: string;
  /** Asked for when it is drafted, as it may name earlier documents. */
  readonly text: () => DraftOutgoing | Promise<DraftOutgoing>;
  readonly drafted: Date;
  readonly submitted?: Date;
  readonly approved?: Date;
  readonly issued?: Date;
  readonly dispatched?: Date;
  /** Dispatched ahead of time, to go out then. */
  readonly sendAt?: Date;
  /** Told once it is out, with its copies in the order of their units' codes. */
  readonly sent?: (id: string, copies: readonly TrackingRowWire[]) => void;
}

/** Writes a document's road into the agenda: the worker drafts, the leader approves, the clerk issues and sends. */
export function publish(stage: Stage, publication: Publication): void {
  const { unit, drafted, submitted, approved, issued, dispatched } = publication;
  let id = '';
  const step = (at: Date | undefined, act: () => Promise<unknown>) => {
    if (at) stage.agenda.add(at, async () => void (await act()));
  };
  step(
    drafted,
    async () => (id = (await stage.get(Drafts).create(stage.worker(unit), null, await publication.text())).id),
  );
  step(submitted, () => stage.get(OutgoingActs).submit(stage.worker(unit), id));
  step(approved, () => stage.get(OutgoingActs).approve(stage.leader(unit), id));
  step(issued, () => stage.get(Issuing).issue(stage.clerk(unit), id, {}));
  step(dispatched, () => dispatch(stage, publication, id));
}

async function dispatch(stage: Stage, { unit, sendAt, sent }: Publication, id: string): Promise<void> {
  await stage.get(Dispatching).dispatch(stage.clerk(unit), id, null, sendAt ? { sendAt: sendAt.toISOString() } : {});
  if (sendAt) return;
  const all = Object.assign(new TrackingQuery(), { limit: 500 });
  const { rows } = await stage.get(TrackingReader).board(stage.clerk(unit), id, all);
  // Only mails to recipients outside the system say something about a copy; the rest can wait for the end.
  if (rows.some(({ channel }) => channel === 'email')) await stage.settle();
  sent?.(id, rows);
}
