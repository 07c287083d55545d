import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { composerTexts, type vi } from '../../texts/composer.vi.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import { useUploads } from '../../uploads/uploads.ts';
import type { Checked } from './use-pre-flight.ts';

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly preFlight: Checked;
}

type Level = 'good' | 'bad' | 'warn' | 'wait';

interface Item {
  readonly level: Level;
  readonly text: string;
}

const ICONS = { good: CircleCheck, bad: CircleAlert, warn: TriangleAlert, wait: CircleDashed } as const;

/** What is there and what is still missing before it can go, in words, with the step to take. */
export function Checklist(props: Props) {
  const t = useTexts(composerTexts);
  const items = useItems(props);
  return (
    <ul className="checks" aria-busy={props.preFlight.isOld || undefined}>
      {items.map(({ level, text }) => {
        const Icon = ICONS[level];
        return (
          <li key={text} className={`check-item check-${level}`}>
            <Icon size={18} aria-hidden />
            <span>
              <span className="hidden-text">{t(`level_${level}`)}: </span>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function useItems({ desk, state, preFlight }: Props): Item[] {
  const t = useTexts(composerTexts);
  const running = useUploads().filter((upload) => upload.desk === desk.key).length;
  const { values } = state;
  const own: Item[] = [
    values.subject.trim() ? { level: 'good', text: t('subjectThere') } : { level: 'bad', text: t('subjectMissing') },
    values.signerName.trim() ? { level: 'good', text: t('signerThere') } : { level: 'warn', text: t('signerMissing') },
    recipients(values.recipients.length, preFlight, t),
  ];
  if (running > 0) own.push({ level: 'wait', text: t('uploadsRunning', { count: running }) });
  if (values.files.length > 0) own.push({ level: 'good', text: t('filesThere', { count: values.files.length }) });
  else if (running === 0) own.push({ level: 'warn', text: t('filesMissing') });
  const told = preFlight.checks
    .filter(({ code }) => code !== 'outgoing.no-recipients' && code !== 'pre-flight.no-attachment')
    .map(({ level, detail }): Item => ({ level: level === 'error' ? 'bad' : 'warn', text: detail }));
  return [...own, ...told];
}

function recipients(lines: number, { count, isOld }: Checked, t: Translate<typeof vi>): Item {
  if (lines === 0) return { level: 'bad', text: t('recipientsMissing') };
  if (count === null || isOld) return { level: 'wait', text: t('recipientsCounting') };
  return { level: 'good', text: t('recipientsThere', { count }) };
}
