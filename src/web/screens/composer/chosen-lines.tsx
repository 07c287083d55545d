import { useState } from 'react';
import { X } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import type { Directory } from './directory.ts';
import { dropped, keyOf, PURPOSES, withPurpose, type Lines, type Purpose, type Target } from './recipient-lines.ts';

interface ChosenProps {
  readonly lines: Lines;
  readonly directory: Directory;
  readonly onChange: (change: (lines: Lines) => Lines) => void;
}

const FEW = 8;

/** The lines as they will stand under "Nơi nhận", each with its purpose. */
export function ChosenLines({ lines, directory, onChange }: ChosenProps) {
  const t = useTexts(composerTexts);
  const [isWhole, showWhole] = useState(false);
  const name = useNames(directory);
  if (lines.length === 0) return <p className="quiet">{t('noRecipients')}</p>;
  const shown = isWhole ? lines : lines.slice(0, FEW);
  return (
    <div>
      <ul className="rows composer-chosen" aria-label={t('chosen')}>
        {shown.map((line) => (
          <li key={keyOf(line)} className="row">
            <span className="composer-name">{name(line)}</span>
            <select
              className="input composer-purpose"
              aria-label={t('purposeOf', { name: name(line) })}
              value={line.purpose}
              onChange={(event) => onChange((now) => withPurpose(now, line, event.target.value as Purpose))}
            >
              {PURPOSES.map((purpose) => (
                <option key={purpose} value={purpose}>
                  {t(`purpose_${purpose}`)}
                </option>
              ))}
            </select>
            <Remove name={name(line)} onClick={() => onChange((now) => dropped(now, [line]))} />
          </li>
        ))}
      </ul>
      {lines.length > FEW && (
        <Button kind="quiet" onClick={() => showWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? t('showFewer') : t('showAllChosen', { count: lines.length })}
        </Button>
      )}
    </div>
  );
}

function Remove({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const t = useTexts(common);
  return (
    <IconButton label={t('remove', { name })} onClick={onClick}>
      <X size={16} aria-hidden />
    </IconButton>
  );
}

function useNames({ tree, groups }: Directory): (target: Target) => string {
  const t = useTexts(composerTexts);
  return ({ target, unitId, groupId }) => {
    if (target === 'all_units') return t('allUnits');
    if (target === 'group') return groups.find(({ id }) => id === groupId)?.name ?? t('aGroup');
    return (unitId && tree.byId.get(unitId)?.name) || '…';
  };
}
