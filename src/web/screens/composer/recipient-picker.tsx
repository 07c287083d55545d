import './composer.css';
import { useState } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { ErrorState } from '../../ui/conditions.tsx';
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx';
import { folded } from '../../words/folded.ts';
import { ChosenLines } from './chosen-lines.tsx';
import { useDirectory } from './directory.ts';
import {
  ALL_UNITS,
  dropped,
  group,
  keyOf,
  picked,
  PURPOSES,
  type Lines,
  type Purpose,
  type Target,
} from './recipient-lines.ts';
import { UnitTreeList } from './unit-tree-list.tsx';

interface PickerProps {
  readonly senderId: string | null;
  readonly lines: Lines;
  readonly onChange: (change: (lines: Lines) => Lines) => void;
}

/** Nơi nhận: what was picked, and below it all units, groups and the tree to pick from. */
export function RecipientPicker({ senderId, lines, onChange }: PickerProps) {
  const t = useTexts(composerTexts);
  const directory = useDirectory();
  const [purpose, setPurpose] = useState<Purpose>('act');
  const [query, setQuery] = useState('');
  const had = new Set(lines.map(keyOf));
  const put = (targets: readonly Target[], isOn: boolean): void =>
    onChange((now) => (isOn ? picked(now, targets, purpose) : dropped(now, targets)));
  const matches = (name: string): boolean => folded(name).includes(folded(query.trim()));
  const groups = directory.groups.filter(({ name }) => matches(name));
  return (
    <div className="form">
      <ChosenLines lines={lines} directory={directory} onChange={onChange} />
      <div className="composer-pair">
        <TextField
          label={t('findRecipient')}
          type="search"
          value={query}
          onChange={setQuery}
          placeholder={t('findRecipientHint')}
          autoComplete="off"
        />
        <SelectField
          label={t('purposeForNext')}
          value={purpose}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose_${value}`) }))}
          onChange={setPurpose}
        />
      </div>
      <div className="composer-groups">
        {query.trim() === '' && (
          <CheckField
            label={<strong>{t('allUnits')}</strong>}
            checked={had.has(keyOf(ALL_UNITS))}
            onChange={(isOn) => put([ALL_UNITS], isOn)}
          />
        )}
        {groups.map(({ id, name, memberCount }) => (
          <CheckField
            key={id}
            label={
              <>
                {name} <span className="quiet">· {t('groupOf', { count: memberCount })}</span>
              </>
            }
            checked={had.has(keyOf(group(id)))}
            onChange={(isOn) => put([group(id)], isOn)}
          />
        ))}
      </div>
      {directory.error && directory.tree.byId.size === 0 ? (
        <ErrorState error={directory.error} onRetry={directory.retry} />
      ) : (
        <UnitTreeList directory={directory} senderId={senderId} query={query} had={had} onPut={put} />
      )}
    </div>
  );
}
