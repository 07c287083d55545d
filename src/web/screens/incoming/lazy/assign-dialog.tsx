import { useId, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { AccountPageWire } from '../../../../accounts/account.wire.ts';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field, SelectField, TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { folded } from '../../../words/folded.ts';
import { localDay } from '../../../words/when.ts';
import { nameOf, useDocumentAct } from '../document/use-acts.ts';
import { beginning, bodyOf, peopleAt, type Colleague, type Parts } from './assignment.ts';

/** Below this many people nobody has to search. */
const FEW = 8;

interface AssignProps {
  readonly document: IncomingDocumentWire;
  readonly onClose: () => void;
}

/** Bút phê: who leads, who cooperates or is told, until when, and what is to be done. */
export function AssignDialog({ document, onClose }: AssignProps) {
  const t = useTexts(workTexts);
  const people = useQuery({
    queryKey: ['people', document.unitId],
    queryFn: ({ signal }) =>
      get<AccountPageWire>('/accounts', { query: { unitId: document.unitId, limit: 200 }, signal }),
  });
  return (
    <Dialog title={t('assignTitle', { name: nameOf(document) })} onClose={onClose} wide>
      {people.isPending && <Skeletons rows={4} height={64} />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.data && (
        <AssignForm document={document} people={peopleAt(people.data.items, document.unitId)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function AssignForm({ document, people, onClose }: AssignProps & { readonly people: readonly Colleague[] }) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  const [draft, setDraft] = useState(() => beginning(document));
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const lead = people.find(({ id }) => id === draft.lead);
  const assign = useDocumentAct(document.id, 'assignments', {
    errors: 'field',
    done: () => ({ text: t('doneAssign', { name: lead?.name ?? '' }) }),
  });
  const submit = async (): Promise<void> => {
    if (await assign.run(bodyOf(draft))) onClose();
  };
  return (
    <Form onSubmit={() => void submit()} problem={assign.problem} label={t('assign')}>
      <SelectField
        label={t('lead')}
        hint={t('leadHint')}
        error={assign.fields['leadAccountId']}
        required
        value={draft.lead}
        onChange={(value) => change({ lead: value, parts: { ...draft.parts, [value]: undefined } })}
        options={[
          { value: '', label: t('choose') },
          ...people.map(({ id, name, title }) => ({ value: id, label: `${name} · ${title}` })),
        ]}
      />
      <TextArea
        label={t('instruction')}
        hint={t('instructionHint')}
        error={assign.fields['instruction']}
        required
        maxLength={2000}
        rows={3}
        value={draft.instruction}
        onChange={(instruction) => change({ instruction })}
      />
      <Due value={draft.due} error={assign.fields['dueAt']} onChange={(due) => change({ due })} />
      <Others
        people={people.filter(({ id }) => id !== draft.lead)}
        parts={draft.parts}
        onChange={(parts) => change({ parts })}
      />
      <footer className="dialog-foot">
        <Button kind="primary" type="submit" busy={assign.pending}>
          {lead ? t('assignTo', { name: lead.name }) : t('assign')}
        </Button>
        <Button onClick={onClose}>{c('cancel')}</Button>
      </footer>
    </Form>
  );
}

interface DueProps {
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (day: string | null) => void;
}

function Due({ value, error, onChange }: DueProps) {
  const t = useTexts(workTexts);
  const now = useNow();
  return (
    <DateField
      label={t('due')}
      hint={t('dueHint')}
      error={error}
      min={localDay(now)}
      value={value}
      onChange={onChange}
    />
  );
}

interface OthersProps {
  readonly people: readonly Colleague[];
  readonly parts: Parts;
  readonly onChange: (parts: Parts) => void;
}

function Others({ people, parts, onChange }: OthersProps) {
  const t = useTexts(workTexts);
  const id = useId();
  const [typed, type] = useState('');
  const wanted = folded(typed);
  const shown = people.filter(({ id: one, name, title }) => parts[one] || folded(`${name} ${title}`).includes(wanted));
  if (people.length === 0) return <p className="quiet">{t('noColleagues')}</p>;
  return (
    <section className="field" aria-labelledby={id}>
      <h3 id={id}>{t('others')}</h3>
      {people.length > FEW && (
        <Field label={t('othersHint')}>
          {(wired) => (
            <input className="input" {...wired} value={typed} onChange={(event) => type(event.target.value)} />
          )}
        </Field>
      )}
      <ul className="people">
        {shown.map((person) => (
          <li key={person.id}>
            <span>
              {person.name} <span className="quiet small">{person.title}</span>
            </span>
            <select
              className="input"
              aria-label={t('part', { name: person.name })}
              value={parts[person.id] ?? ''}
              onChange={({ target }) =>
                onChange({ ...parts, [person.id]: (target.value || undefined) as Parts[string] })
              }
            >
              <option value="">{t('part.none')}</option>
              <option value="cooperate">{t('part.cooperate')}</option>
              <option value="inform">{t('part.inform')}</option>
            </select>
          </li>
        ))}
      </ul>
    </section>
  );
}
