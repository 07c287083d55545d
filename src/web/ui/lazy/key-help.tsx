import { inPractice, PRACTICE } from '../../api/area.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { helpKeysOf } from '../../help/help-area.ts';
import { helpTexts, vi } from '../../texts/help.vi.ts';
import { practiceTexts } from '../../texts/practice.vi.ts';
import { startTour } from '../../tour/tour-state.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';

const KEYS = Object.keys(vi) as (keyof typeof vi)[];

const EVERYWHERE = [
  ['Ctrl K', 'keyPalette'],
  ['/', 'keySearch'],
  ['c', 'keyCompose'],
  ['b', 'keyBell'],
  ['?', 'keyHelp'],
] as const;
const IN_LISTS = [
  ['j', 'keyDown'],
  ['k', 'keyUp'],
  ['Enter', 'keyOpen'],
  ['e', 'keyDone'],
  ['r', 'keyReply'],
  ['Esc', 'keyBack'],
] as const;

/** What the open page is for, in plain words, and the keys. */
export function KeyHelp({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const t = useTexts(common);
  const help = useTexts(helpTexts);
  const table = (title: string, rows: typeof EVERYWHERE | typeof IN_LISTS) => (
    <section>
      <h3>{title}</h3>
      <dl className="keys">
        {rows.map(([key, name]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <Dialog title={t('helpTitle')} onClose={onClose} wide>
      <div className="stack">
        <section className="stack">
          <h3>{help('about')}</h3>
          <HelpWays onClose={onClose} />
          {helpKeysOf(KEYS, path).map((key) => (
            <p key={key}>{help(key)}</p>
          ))}
        </section>
        {table(t('keysEverywhere'), EVERYWHERE)}
        {table(t('keysList'), IN_LISTS)}
        <p className="quiet small">{t('keysHint')}</p>
      </div>
    </Dialog>
  );
}

/** The tour of this page, and where one may try everything. */
function HelpWays({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(practiceTexts);
  const start = (): void => {
    onClose();
    startTour();
  };
  return (
    <p className="practice-acts">
      <Button onClick={start}>{t('tour')}</Button>
      {!inPractice && (
        <a className="button button-plain" href={`${PRACTICE}/`} title={t('linkText')}>
          <span>{t('link')}</span>
        </a>
      )}
    </p>
  );
}
