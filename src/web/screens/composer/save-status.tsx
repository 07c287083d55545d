import { CloudOff, LoaderCircle, Check, PencilLine } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { whenExactly, whenShort } from '../../words/when.ts';
import type { DeskState } from './desk-state.ts';

/** "Đã lưu 14:05", or why not and what becomes of what was typed. */
export function SaveStatus({ state, onRetry }: { readonly state: DeskState; readonly onRetry: () => void }) {
  const t = useTexts(composerTexts);
  const now = useNow();
  const { saving, savedAt, problem, id } = state;
  if (saving === 'failed')
    return (
      <p className="line field-error" role="alert">
        <CloudOff size={16} aria-hidden /> {t('saveFailed', { why: problem?.detail ?? '' })}
        <Button kind="quiet" onClick={onRetry}>
          {t('saveNow')}
        </Button>
      </p>
    );
  if (saving === 'conflict' || saving === 'frozen')
    return (
      <p className="line quiet">
        <CloudOff size={16} aria-hidden /> {t('saveStopped')}
      </p>
    );
  if (saving !== 'idle' && (id !== null || state.values.subject.trim() !== ''))
    return (
      <p className="line quiet">
        <LoaderCircle size={16} className="spin" aria-hidden /> {t('savingNow')}
      </p>
    );
  if (id === null || savedAt === null)
    return (
      <p className="line quiet">
        <PencilLine size={16} aria-hidden /> {t('notSavedYet')}
      </p>
    );
  return (
    <p className="line quiet" title={whenExactly(savedAt)}>
      <Check size={16} aria-hidden /> {t('savedAt', { time: whenShort(savedAt, now) })}
    </p>
  );
}
