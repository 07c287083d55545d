import { useState } from 'react';
import type { BookedListWire, BookedRowWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { common } from '../../texts/common.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextArea } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { MOST_ROWS, readBookingRows } from './booking-rows.ts';
import { TRAINING } from './use-training.ts';

const MISTAKES_SHOWN = 20;

interface ListProps {
  readonly weekId: string;
  readonly onClose: () => void;
}

/** Who comes, for many units at once: pasted from a spreadsheet, or a file. What is wrong is said before anything is written. */
export function BookingList({ weekId, onClose }: ListProps) {
  const t = useTexts(trainingTexts);
  const [text, setText] = useState('');
  const [result, setResult] = useState<BookedListWire | null>(null);
  const act = useAct({
    do: (body: object, call) => post<BookedListWire>(`/training-weeks/${weekId}/booking-lists`, body, call),
    touches: TRAINING,
    done: setResult,
    errors: 'field',
  });
  const { rows, lines, mistakes } = readBookingRows(text);
  const refused = rows.length > MOST_ROWS ? t('listTooMany') : rows.length === 0 ? t('listCount', { count: 0 }) : null;
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file) setText(await file.text());
  };
  if (result) return <Result result={result} lines={lines} onClose={onClose} />;
  return (
    <Dialog title={t('list')} onClose={onClose} wide>
      <Form onSubmit={() => refused ?? void act.run({ rows })} problem={act.problem}>
        <p className="quiet">{t('listText')}</p>
        <Field label={t('listFile')} optional>
          {(wired) => (
            <input
              {...wired}
              className="input"
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => void readFile(event.target.files?.[0])}
            />
          )}
        </Field>
        <TextArea label={t('listRows')} value={text} onChange={setText} rows={8} spellCheck={false} />
        <div role="status">
          {text.trim() !== '' && <p>{t('listCount', { count: rows.length })}</p>}
          <ul>
            {mistakes.slice(0, MISTAKES_SHOWN).map(({ row, why }) => (
              <li key={row} className="field-error">
                {t('listBad', { row, why: t(why) })}
              </li>
            ))}
          </ul>
        </div>
        <Button type="submit" kind="primary" busy={act.pending} refused={refused}>
          {t('listAction', { count: rows.length })}
        </Button>
      </Form>
    </Dialog>
  );
}

interface ResultProps {
  readonly result: BookedListWire;
  /** The line of each row that was sent. */
  readonly lines: readonly number[];
  readonly onClose: () => void;
}

function Result({ result, lines, onClose }: ResultProps) {
  const t = useTexts(trainingTexts);
  const c = useTexts(common);
  const { booked, waiting, replaced, same, refused, rows } = result;
  return (
    <Dialog title={t('list')} onClose={onClose} wide>
      <div className="stack" role="status">
        <p>
          <strong>{t('listDone', { booked, waiting, replaced, same, refused })}</strong>
        </p>
        <ul>
          {rows.map((row) => (
            <RowNote key={row.row} row={{ ...row, row: lines[row.row - 1] ?? row.row }} />
          ))}
        </ul>
      </div>
      <footer className="dialog-foot">
        <Button kind="primary" onClick={onClose}>
          {c('close')}
        </Button>
      </footer>
    </Dialog>
  );
}

function RowNote({ row: { row, unitCode: code, problem, replacedTrainee } }: { readonly row: BookedRowWire }) {
  const t = useTexts(trainingTexts);
  if (problem) return <li className="field-error">{t(`row_${problem}`, { row, code })}</li>;
  return replacedTrainee ? <li>{t('listReplaced', { row, code, name: replacedTrainee })}</li> : null;
}
