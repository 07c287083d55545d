import { useState } from 'react';
import type { ActivationCodeWire } from '../../../../credentials/activation-codes.wire.ts';
import type { HandingWire, NotedHandingsWire } from '../../../../credentials/handouts.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choice, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { localDay, timeFromWords } from '../../../words/when.ts';
import { SlipChoice } from './slip-choice.tsx';

type Way = HandingWire['way'];
const WAYS: readonly Way[] = ['in_person', 'post', 'phone'];
const SHOWN = 100;

/** Notes who took which slips. */
export function Hand({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(adminSlipsTexts);
  const slips = useList<ActivationCodeWire>(['codes', 'to-hand'], '/activation-codes', {
    state: 'waiting',
    handed: 'false',
    limit: SHOWN,
  });
  return (
    <Dialog title={t('handTitle')} onClose={onClose} wide>
      {slips.isPending && <Skeletons rows={6} height={44} />}
      {slips.isError && !slips.data && <ErrorState error={slips.error} onRetry={() => void slips.refetch()} />}
      {slips.data &&
        (slips.rows.length === 0 ? (
          <p className="quiet">{t('handNone')}</p>
        ) : (
          <Fields slips={slips.rows} isCut={slips.hasNextPage} onClose={onClose} />
        ))}
    </Dialog>
  );
}

interface FieldsProps {
  readonly slips: readonly ActivationCodeWire[];
  readonly isCut: boolean;
  readonly onClose: () => void;
}

function Fields({ slips, isCut, onClose }: FieldsProps) {
  const t = useTexts(adminSlipsTexts);
  const today = localDay(useNow());
  const [codeIds, choose] = useState<readonly string[]>([]);
  const [recipient, setRecipient] = useState('');
  const [recipientPhone, setPhone] = useState('');
  const [way, setWay] = useState<Way>('in_person');
  const [day, setDay] = useState<string | null>(today);
  const [time, setTime] = useState('');
  const clock = timeFromWords(time);
  const handedAt = day && clock ? { handedAt: `${day}T${clock}:00+07:00` } : {};
  const note = useAct({
    do: (body: object, call) => post<NotedHandingsWire>('/handout-handings', body, call),
    touches: [['handings'], ['codes']],
    done: ({ noted, already }) => {
      onClose();
      return { text: already > 0 ? t('handedAlready', { count: noted, already }) : t('handedDone', { count: noted }) };
    },
    errors: 'field',
  });
  const refused = codeIds.length === 0 ? t('handChoose') : day !== today && !clock ? t('handedHint') : null;
  return (
    <Form
      onSubmit={() => refused === null && void note.run({ codeIds, recipient, recipientPhone, way, ...handedAt })}
      problem={note.problem}
    >
      <SlipChoice slips={slips} chosen={codeIds} onChange={choose} isCut={isCut} />
      <div className="two">
        <TextField
          label={t('recipient')}
          hint={t('recipientHint')}
          error={note.fields['recipient']}
          value={recipient}
          onChange={setRecipient}
          required
          maxLength={200}
        />
        <TextField
          label={t('recipientPhone')}
          error={note.fields['recipientPhone']}
          value={recipientPhone}
          onChange={setPhone}
          type="tel"
          autoComplete="off"
          required={false}
          maxLength={30}
        />
      </div>
      <Choice
        label={t('way')}
        value={way}
        onChange={setWay}
        options={WAYS.map((value) => ({ value, label: t(`way_${value}`) }))}
      />
      <div className="two">
        <DateField label={t('handedDay')} value={day} max={today} onChange={setDay} />
        <TextField
          label={t('handedTime')}
          hint={t('handedHint')}
          error={note.fields['handedAt']}
          value={time}
          onChange={setTime}
          placeholder="14:30"
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <div>
        <Button type="submit" kind="primary" busy={note.pending} refused={refused}>
          {t('handCount', { count: codeIds.length })}
        </Button>
      </div>
    </Form>
  );
}
