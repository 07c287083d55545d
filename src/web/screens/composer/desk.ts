import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { get, patch, post } from '../../api/client.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { afterStoring, storedPart, type DeskState } from './desk-state.ts';
import { bodyOf, changedFields, sendable, valuesOf, type DraftValues, type FieldName } from './draft.ts';
import { dropCopy, keepCopy, type Creation } from './local-copy.ts';
import { differences } from './merge.ts';
import { newToken } from '../../api/token.ts';

const PAUSE_MS = 1200;
const COPY_MS = 250;
const AGAIN_MS = 5000;
const isOver = ({ code, status }: ApiProblem): boolean => code === 'outgoing.frozen' || status === 404;

/**
 * One draft on the table: what is typed, what is stored, and the way from one to the other. It lives outside of the screen, so that an
 * upload or a save that is under way when one leaves still arrives.
 */
export class Desk {
  #state: DeskState;
  #creation: Creation | null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #copyTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly key: string,
    private readonly accountId: string,
    start: Omit<DeskState, 'saving' | 'problem' | 'theirs'>,
    creation: Creation | null = null,
  ) {
    this.#state = { ...start, saving: 'idle', problem: null, theirs: null };
    this.#creation = creation;
    if (this.isDirty || creation) this.#saveSoon(0);
  }

  readonly state = (): DeskState => this.#state;

  readonly watch = (told: () => void): (() => void) => {
    this.#listeners.add(told);
    return () => this.#listeners.delete(told);
  };

  get isDirty(): boolean {
    return changedFields(this.#state.base, this.#state.values).length > 0;
  }

  change(change: Partial<DraftValues> | ((values: DraftValues) => Partial<DraftValues>)): void {
    const { values, saving } = this.#state;
    this.#become({ values: { ...values, ...(typeof change === 'function' ? change(values) : change) } });
    this.#copySoon();
    if (saving !== 'conflict' && saving !== 'frozen') this.#saveSoon(PAUSE_MS);
  }

  /** The sending unit of a document that is not made yet. */
  sendFrom(unitId: string): void {
    if (this.#state.id === null) this.#become({ unitId });
  }

  /** Stores what can be stored, now. @returns whether nothing is left over */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#state.saving === 'conflict' || this.#state.saving === 'frozen') return false;
    await this.#save();
    return this.#state.id !== null && !this.isDirty;
  }

  /** After a conflict: goes on from what the other one stored, with what was chosen. */
  settle(values: DraftValues): void {
    const { theirs } = this.#state;
    if (!theirs) return;
    this.#become({ ...storedPart(theirs), values, saving: 'idle', theirs: null, problem: null });
    this.#saveSoon(0);
  }

  /** Takes what is stored and forgets what was typed. */
  discard(document: OutgoingDocumentWire): void {
    clearTimeout(this.#timer);
    this.#become({ ...storedPart(document), values: valuesOf(document), saving: 'idle', theirs: null, problem: null });
    dropCopy(this.accountId, this.#slot);
  }

  /** Writes the local copy at once: the page is about to go. */
  readonly keep = (): void => {
    clearTimeout(this.#copyTimer);
    if (!this.isDirty && !this.#creation) return dropCopy(this.accountId, this.#slot);
    const { id, unitId, repliesTo, version, values, base } = this.#state;
    keepCopy(this.accountId, this.#slot, {
      at: new Date().toISOString(),
      id,
      unitId,
      repliesTo,
      version,
      values,
      base,
      creation: this.#creation,
    });
  };

  get #slot(): string {
    return this.#state.id ?? this.key;
  }

  #become(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  #copySoon(): void {
    clearTimeout(this.#copyTimer);
    this.#copyTimer = setTimeout(this.keep, COPY_MS);
  }

  #saveSoon(pause: number): void {
    clearTimeout(this.#timer);
    if (this.#state.saving === 'idle' || this.#state.saving === 'failed') this.#become({ saving: 'waiting' });
    this.#timer = setTimeout(() => void this.#save(), pause);
  }

  /** One at a time; what is typed meanwhile goes with the next. */
  #save(): Promise<void> {
    return (this.#running ??= this.#saveAll().finally(() => {
      this.#running = null;
    }));
  }

  async #saveAll(): Promise<void> {
    for (;;) {
      const fields = sendable(this.#state.values, changedFields(this.#state.base, this.#state.values));
      const isNew = this.#state.id === null;
      if (isNew && !this.#creation && !fields.includes('subject'))
        return this.#become({ saving: 'idle', problem: null });
      if (!isNew && fields.length === 0) return this.#become({ saving: 'idle', problem: null });
      this.#become({ saving: 'running' });
      try {
        await (isNew ? this.#create(fields) : this.#edit(fields));
      } catch (error) {
        return this.#fail(asProblem(error));
      }
      if (this.#state.saving === 'conflict') return;
    }
  }

  async #create(fields: readonly FieldName[]): Promise<void> {
    const { values, unitId, repliesTo } = this.#state;
    // Asked again, it says what was typed then: whatever differs now is a change after it.
    const said = this.#creation ? [] : fields;
    this.#creation ??= {
      key: newToken(),
      body: {
        typeCode: values.typeCode,
        ...bodyOf(values, fields),
        ...(unitId && { unitId }),
        ...(repliesTo && { repliesTo }),
      },
    };
    this.keep();
    const { key, body } = this.#creation;
    const document = await post<OutgoingDocumentWire>('/outgoing-documents', body, { key });
    this.#creation = null;
    dropCopy(this.accountId, this.key);
    this.#stored(document, values, said);
  }

  async #edit(fields: readonly FieldName[]): Promise<void> {
    const { id, version, values } = this.#state;
    const path = `/outgoing-documents/${id}`;
    try {
      this.#stored(await patch<OutgoingDocumentWire>(path, bodyOf(values, fields), { version }), values, fields);
    } catch (error) {
      if (!asProblem(error).isStale) throw error;
      this.#overtaken(await get<OutgoingDocumentWire>(path));
    }
  }

  /** What was not touched since is now as the service says it; what was typed meanwhile stays. */
  #stored(document: OutgoingDocumentWire, sent: DraftValues, fields: readonly FieldName[]): void {
    const now = storedPart(document);
    const values = afterStoring(this.#state, sent, fields, now.base);
    this.#become({ ...now, values, problem: null });
    this.keep();
  }

  /** Somebody stored before. When it was oneself (an answer got lost) there is nothing to ask. */
  #overtaken(theirs: OutgoingDocumentWire): void {
    const { base, values } = this.#state;
    if (!theirs.can.edit.allowed) return this.#become({ saving: 'frozen', theirs });
    if (differences(base, values, valuesOf(theirs)).length === 0) return this.#become(storedPart(theirs));
    this.#become({ saving: 'conflict', theirs });
  }

  #fail(problem: ApiProblem): void {
    // An answer ends the creation; without one nobody knows, and the same is asked again.
    if (!problem.isTransient) this.#creation = null;
    this.#become({ saving: isOver(problem) ? 'frozen' : 'failed', problem });
    this.keep();
    if (problem.isTransient) this.#timer = setTimeout(() => void this.#save(), AGAIN_MS);
  }
}
