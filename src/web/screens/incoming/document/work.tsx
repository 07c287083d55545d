import type { AssignmentWire, IncomingDocumentWire, ProgressNoteWire } from '../../../../incoming/incoming.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { Deadline, When } from '../../../ui/marks.tsx';

/** The summary, the instruction in force, how the work goes, and who else received it. */
export function Work({ document }: { readonly document: IncomingDocumentWire }) {
  const t = useTexts(documentTexts);
  const { assignment, progressNotes, recipients, summary } = document;
  return (
    <>
      {summary && (
        <section className="stack" aria-labelledby="summary">
          <h2 id="summary">{t('summary')}</h2>
          <p className="as-typed">{summary}</p>
        </section>
      )}
      {assignment && <Instruction assignment={assignment} done={document.doneAt !== null} />}
      {progressNotes.length > 0 && (
        <section className="stack" aria-labelledby="progress">
          <h2 id="progress">{t('progressNotes')}</h2>
          <ul className="timeline">
            {progressNotes.map((note) => (
              <Progress key={note.id} note={note} />
            ))}
          </ul>
        </section>
      )}
      {recipients.length > 0 && (
        <details>
          <summary>
            {t('recipients')} ({recipients.length})
          </summary>
          <ul className="recipients">
            {recipients.map(({ label, purpose }) => (
              <li key={`${label} ${purpose}`}>
                {label} <span className="quiet">· {t(`purpose.${purpose}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Instruction({ assignment, done }: { readonly assignment: AssignmentWire; readonly done: boolean }) {
  const t = useTexts(documentTexts);
  const { assignedBy, assignedFor, at, dueAt, handedOverFrom, people } = assignment;
  const named = (part: string): string =>
    people
      .filter((person) => person.part === part)
      .map(({ name }) => name)
      .join(', ');
  return (
    <section className="stack" aria-labelledby="work">
      <h2 id="work">{t('work')}</h2>
      <div className="instruction">
        <p className="as-typed">{assignment.instruction}</p>
        <p className="small quiet">
          {t('instruction', { name: assignedBy })}
          {assignedFor && ` (${t('insteadOf', { name: assignedFor })})`} · <When at={at} />
          {handedOverFrom && ` · ${t('handedOverFrom', { name: handedOverFrom })}`}
        </p>
        <dl className="facts">
          {(['lead', 'cooperate', 'inform'] as const).map(
            (part) =>
              named(part) && (
                <div key={part}>
                  <dt>{t(part)}</dt>
                  <dd>{named(part)}</dd>
                </div>
              ),
          )}
          {dueAt && (
            <div>
              <dt>{t('due')}</dt>
              <dd>
                <Deadline at={dueAt} kept={done} />
              </dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}

function Progress({ note }: { readonly note: ProgressNoteWire }) {
  const t = useTexts(documentTexts);
  return (
    <li>
      <p className="as-typed">{note.text}</p>
      <p className="small quiet">
        {note.name}
        {note.forName && ` (${t('insteadOf', { name: note.forName })})`} · <When at={note.at} />
      </p>
    </li>
  );
}
