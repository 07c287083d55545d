import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { Dialog } from '../dialog.tsx';

const EVERYWHERE = [
  ['Ctrl K', 'keyPalette'],
  ['/', 'keySearch'],
  ['c', 'keyCompose'],
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

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(common);
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
    <Dialog title={t('keys')} onClose={onClose}>
      <div className="stack">
        {table(t('keysEverywhere'), EVERYWHERE)}
        {table(t('keysList'), IN_LISTS)}
        <p className="quiet small">{t('keysHint')}</p>
      </div>
    </Dialog>
  );
}
