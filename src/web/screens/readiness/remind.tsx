import { useState } from 'react';
import type { OnboardingRemindersWire, OnboardingUnitWire } from '../../../onboarding/onboarding.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { readinessTexts, type vi } from '../../texts/readiness.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence, Dialog } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/clock.ts';
import { localDay, whenExactly } from '../../words/when.ts';
import { remindable, type Why } from './road.ts';

/** So many are named; of more, how many. */
const NAMED = 8;

interface RemindProps {
  readonly rows: readonly OnboardingUnitWire[];
  /** What the service is asked: these units, or all at a step. */
  readonly body: object;
  readonly onClose: () => void;
}

/** Before: who would get a mail, who would not and why. After: what became of it, as the service says. */
export function Remind({ rows, body, onClose }: RemindProps) {
  const t = useTexts(readinessTexts);
  const [answer, setAnswer] = useState<OnboardingRemindersWire | null>(null);
  const { get, skip } = remindable(rows, localDay(useNow()));
  const remind = useAct({
    do: (_: void, call) => post<OnboardingRemindersWire>('/onboarding/reminders', body, call),
    touches: [['onboarding']],
    done: setAnswer,
  });
  if (answer) return <Answer answer={answer} onClose={onClose} />;
  return (
    <ConfirmConsequence
      title={t('askTitle', { count: get.length })}
      action={t('askTitle', { count: get.length })}
      busy={remind.pending}
      refused={get.length === 0 ? t('nobodyToRemind') : null}
      onConfirm={() => void remind.run()}
      onClose={onClose}
    >
      {get.length > 0 && (
        <div>
          <p>{t('willGet', { count: get.length })}</p>
          <Names names={get.map(({ unitId, unitName, email }) => ({ unitId, unitName, note: email ?? '' }))} />
        </div>
      )}
      <Skipped units={skip.map(([{ unitId, unitName }, why]) => ({ unitId, unitName, why }))} />
      <p className="small quiet">{t('remindRule')}</p>
    </ConfirmConsequence>
  );
}

function Answer({ answer, onClose }: { readonly answer: OnboardingRemindersWire; readonly onClose: () => void }) {
  const t = useTexts(readinessTexts);
  const c = useTexts(common);
  const { asked, skipped, already, withoutAddress } = answer;
  return (
    <Dialog title={asked > 0 ? t('doneTitle', { count: asked }) : t('doneNone')} onClose={onClose}>
      <div className="stack" role="status">
        {asked > 0 && <p>{t('sendsFrom', { when: whenExactly(answer.sendsFrom) })}</p>}
        <Skipped units={skipped} count={already + withoutAddress} />
      </div>
      <footer className="dialog-foot">
        <Button kind="primary" onClick={onClose}>
          {c('close')}
        </Button>
      </footer>
    </Dialog>
  );
}

interface SkippedProps {
  readonly units: readonly { readonly unitId: string; readonly unitName: string; readonly why: Why }[];
  readonly count?: number;
}

function Skipped({ units, count = units.length }: SkippedProps) {
  const t = useTexts(readinessTexts);
  if (count === 0) return null;
  const word = (why: Why): string => t(`why_${why.replaceAll('-', '_')}` as Extract<keyof typeof vi, `why_${string}`>);
  return (
    <div>
      <p>{t('willSkip', { count })}</p>
      <Names names={units.map((one) => ({ ...one, note: word(one.why) }))} count={count} />
    </div>
  );
}

interface Named {
  readonly unitId: string;
  readonly unitName: string;
  readonly note: string;
}

function Names({ names, count = names.length }: { readonly names: readonly Named[]; readonly count?: number }) {
  const t = useTexts(readinessTexts);
  const rest = count - Math.min(names.length, NAMED);
  return (
    <ul className="bullets">
      {names.slice(0, NAMED).map(({ unitId, unitName, note }) => (
        <li key={unitId}>
          {unitName} <span className="small quiet">{note}</span>
        </li>
      ))}
      {rest > 0 && <li className="quiet">{t('andMore', { count: rest })}</li>}
    </ul>
  );
}
