import { useEffect, useRef, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';
import { Choice } from '../../ui/fields.tsx';
import { When } from '../../ui/marks.tsx';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import { valuesOf, type DraftValues, type FieldName } from './draft.ts';
import { differences, merged, type Side } from './merge.ts';

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly theirs: OutgoingDocumentWire;
}

/** Somebody stored the draft before: what they changed, field by field, and whose is to stand. */
export function ConflictPanel({ desk, state, theirs }: Props) {
  const t = useTexts(composerTexts);
  const [chosen, choose] = useState<Partial<Record<FieldName, Side>>>({});
  const panel = useRef<HTMLElement>(null);
  // It may be far above the field one is typing in; the focus stays there.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const stored = valuesOf(theirs);
  const found = differences(state.base, state.values, stored);
  const words = useWords();
  return (
    <section ref={panel} className="note note-warn composer-conflict" aria-labelledby="conflict" role="alert">
      <TriangleAlert size={20} aria-hidden />
      <div className="stack">
        <h2 id="conflict">{t('conflictTitle')}</h2>
        <p>
          {t('conflictText')} (<When at={theirs.updatedAt} />)
        </p>
        {found.map(({ field, contested }) => (
          <div key={field} className="composer-sides">
            <Choice<Side>
              label={t(field)}
              value={chosen[field] ?? (contested ? 'mine' : 'theirs')}
              onChange={(side) => choose({ ...chosen, [field]: side })}
              options={[
                { value: 'theirs', label: t('theirs', { value: words(field, stored) }) },
                { value: 'mine', label: t('mine', { value: words(field, state.values) }) },
              ]}
            />
          </div>
        ))}
        <p>
          <Button kind="primary" onClick={() => desk.settle(merged(state.values, stored, found, chosen))}>
            {t('settle')}
          </Button>
        </p>
      </div>
    </section>
  );
}

/** A value in a line. */
function useWords(): (field: FieldName, values: DraftValues) => string {
  const t = useTexts(composerTexts);
  return (field, values) => {
    if (field === 'recipients') return t('linesOf', { count: values.recipients.length });
    if (field === 'files') return values.files.map(({ name }) => name).join(', ') || t('nothing');
    if (field === 'relations') return String(values.relations.length);
    return values[field] || t('nothing');
  };
}

/** It is no draft any more. What was typed stays in this browser until it is thrown away. */
export function FrozenPanel({ state }: { readonly state: DeskState }) {
  const t = useTexts(composerTexts);
  return (
    <Note tone="bad" icon={<TriangleAlert size={20} aria-hidden />}>
      <p>{state.problem?.detail ?? t('frozen')}</p>
      <p className="quiet">{t('frozenKept')}</p>
      {state.id && <ButtonLink to={`/outgoing/${state.id}`}>{t('seeDocument')}</ButtonLink>}
    </Note>
  );
}
