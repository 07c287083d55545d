import { useState } from 'react';
import type { TrainingWeekWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { patch } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { FeedsPart } from './feeds-part.tsx';
import { TRAINING } from './use-training.ts';
import { WeekFields } from './week-fields.tsx';

/** What is said of the training, whether it is required, and the trainer's calendar. */
export function SettingsPart({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const { name, place, trainer, phone } = week;
  const [typed, setTyped] = useState({ name, place, trainer, phone });
  const act = useAct({
    do: (body: object) => patch<TrainingWeekWire>(`/training-weeks/${week.id}`, body, { version: week.version }),
    touches: TRAINING,
    done: () => ({ text: t('weekSaved') }),
    errors: 'field',
  });
  return (
    <>
      <section className="training-card stack" aria-label={t('settings')}>
        <h2>{t('settings')}</h2>
        <Form onSubmit={() => void act.run(typed)} problem={act.problem}>
          <WeekFields typed={typed} onChange={setTyped} fields={act.fields} />
          <Button type="submit" kind="primary" busy={act.pending}>
            {t('changeAction')}
          </Button>
        </Form>
      </section>
      <Required week={week} />
      <FeedsPart week={week} />
    </>
  );
}

/** Switching it on shuts people out until their units have attended: that is said before. */
function Required({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const [asks, setAsks] = useState(false);
  const { id, version, requiredBeforeActivation } = week;
  const act = useAct({
    do: (on: boolean) => patch(`/training-weeks/${id}`, { requiredBeforeActivation: on }, { version }),
    touches: TRAINING,
    done: () => {
      setAsks(false);
      return { text: t('requiredSaved') };
    },
  });
  return (
    <section className="training-card" aria-label={t('required')}>
      <CheckField
        label={<strong>{t('required')}</strong>}
        checked={requiredBeforeActivation}
        disabled={act.pending}
        onChange={(on) => (on ? setAsks(true) : void act.run(false))}
      />
      <p className="quiet">{t('requiredText')}</p>
      {asks && (
        <ConfirmConsequence
          title={t('requiredOn')}
          action={t('requiredOnAction')}
          busy={act.pending}
          onConfirm={() => void act.run(true)}
          onClose={() => setAsks(false)}
        >
          <p>{t('requiredOnText')}</p>
        </ConfirmConsequence>
      )}
    </section>
  );
}
