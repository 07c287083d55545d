import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { SelectField, TextArea } from '../../ui/fields.tsx';
import { useOwnUnits } from './beginning.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import { DraftText, problemAt } from './draft-text.tsx';

/** Seldom needed. Open when something is in it. */
export function MoreFields({ desk, state }: { readonly desk: Desk; readonly state: DeskState }) {
  const t = useTexts(composerTexts);
  const units = useOwnUnits();
  const { summary, copyCount, note } = state.values;
  return (
    <details className="composer-more" open={Boolean(summary || copyCount || note) || undefined}>
      <summary>{t('moreFields')}</summary>
      <div className="form">
        {units.length > 1 && (
          <SelectField
            label={t('fromUnit')}
            value={state.unitId ?? ''}
            disabled={state.id !== null}
            hint={state.id === null ? undefined : t('fromUnitFixed')}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(unitId) => desk.sendFrom(unitId)}
          />
        )}
        <TextArea
          label={t('summary')}
          value={summary}
          rows={4}
          maxLength={5000}
          error={problemAt(state, 'summary')}
          onChange={(text) => desk.change({ summary: text })}
        />
        <DraftText desk={desk} state={state} name="copyCount" />
        <DraftText desk={desk} state={state} name="note" />
      </div>
    </details>
  );
}
