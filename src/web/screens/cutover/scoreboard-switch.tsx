import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ScoreboardSettingWire } from '../../../cutover/cutover.wire.ts';
import { useAct } from '../../api/act.ts';
import { get, put } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { CopyCode } from '../../ui/copy.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { Choice } from '../../ui/fields.tsx';
import { When } from '../../ui/marks.tsx';
import { Part } from '../admin/parts/facts.tsx';

const KEY = ['cutover', 'scoreboard'];
type Shown = 'off' | 'numbers' | 'names';
const shownOf = ({ shown, names }: ScoreboardSettingWire): Shown => (!shown ? 'off' : names ? 'names' : 'numbers');

/** Whether everybody sees how far the move is, and where. */
export function ScoreboardSwitch() {
  const t = useTexts(cutoverTexts);
  const setting = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<ScoreboardSettingWire>('/cutover/scoreboard', { signal }),
  });
  return (
    <Part title={t('board')}>
      <p className="quiet">{t('boardText')}</p>
      {setting.isPending && <Skeletons rows={2} />}
      {setting.isError && !setting.data && <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />}
      {setting.data && <Switch setting={setting.data} />}
    </Part>
  );
}

function Switch({ setting }: { readonly setting: ScoreboardSettingWire }) {
  const t = useTexts(cutoverTexts);
  const [asks, setAsks] = useState<'numbers' | 'names' | null>(null);
  const now = shownOf(setting);
  const link = `${location.origin}/cutover-scoreboard`;
  const set = useAct({
    do: (to: Shown) =>
      put<ScoreboardSettingWire>('/cutover/scoreboard', { shown: to !== 'off', names: to === 'names' }),
    done: (answer) => {
      queries.setQueryData(KEY, answer);
      void queries.invalidateQueries({ queryKey: ['cutover', 'overview'] });
      setAsks(null);
      return { text: t('boardSet') };
    },
  });
  // To show less is done at once; to show more is asked first.
  const choose = (to: Shown): void => {
    if (to === 'off' || (to === 'numbers' && now === 'names')) void set.run(to);
    else if (to !== now) setAsks(to);
  };
  return (
    <>
      <p>
        {t(now === 'off' ? 'boardOff' : now === 'names' ? 'boardNames' : 'boardNumbers')}{' '}
        {setting.changedAt && (
          <span className="small quiet">
            {t('changedAt')} <When at={setting.changedAt} />
          </span>
        )}
      </p>
      {setting.can.change ? (
        <Choice
          label={t('boardChoice')}
          value={now}
          onChange={choose}
          options={(['off', 'numbers', 'names'] as const).map((value) => ({ value, label: t(`choice_${value}`) }))}
        />
      ) : (
        <p className="small quiet">{t('boardRefused')}</p>
      )}
      {now !== 'off' && (
        <p className="line">
          <a href={link} target="_blank" rel="noreferrer" className="button button-plain">
            <ExternalLink size={18} aria-hidden />
            <span>{t('boardOpen')}</span>
          </a>
          <CopyCode code={link} label={t('boardCopy')} shown />
        </p>
      )}
      {asks && (
        <ConfirmConsequence
          title={t('boardAsk')}
          action={t('boardShow')}
          busy={set.pending}
          onConfirm={() => void set.run(asks)}
          onClose={() => setAsks(null)}
        >
          <p>{t(asks === 'names' ? 'boardAskNames' : 'boardAskNumbers')}</p>
          <p className="breaks quiet">{link}</p>
        </ConfirmConsequence>
      )}
    </>
  );
}
