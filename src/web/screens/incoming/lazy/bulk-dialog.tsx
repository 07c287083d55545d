import { useState } from 'react';
import type { IncomingDocumentWire, IncomingLineWire } from '../../../../incoming/incoming.wire.ts';
import { post } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { acknowledge } from '../../../offline/acts.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Mark } from '../../../ui/marks.tsx';
import type { Tone } from '../../../ui/states.ts';
import { keepAnswer } from '../answers.ts';
import type { BulkAct } from '../bulk-act.ts';
import { nameOf } from '../document/use-acts.ts';
import { reversed, sorted } from '../../../words/sorted.ts';

type Result =
  | { readonly is: 'waiting' | 'running' | 'done' | 'kept' }
  | { readonly is: 'registered'; readonly number: number }
  | { readonly is: 'failed'; readonly why: string };

interface BulkProps {
  readonly act: BulkAct;
  readonly lines: readonly IncomingLineWire[];
  readonly onClose: () => void;
  /** After it ran. */
  readonly onDone: () => void;
}

/** The same explicit act on several documents, one after the other, each with its own answer. */
export function BulkDialog({ act, lines, onClose, onDone }: BulkProps) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  // As they arrived, so that numbers follow the order of arrival (lists are newest first); and as they were when the window opened.
  const [all] = useState(() => inOrderOfArrival(lines));
  const { results, run, state } = useBulk(act, all);
  const count = all.length;
  const values = Object.values(results);
  const failed = values.filter(({ is }) => is === 'failed').length;
  const kept = values.filter(({ is }) => is === 'kept').length;
  const done = values.filter(({ is }) => is === 'done' || is === 'registered').length;
  const settled = done + failed + kept;
  const isAcknowledge = act === 'acknowledge';
  return (
    <Dialog
      title={isAcknowledge ? t('bulkAcknowledgeTitle', { count }) : t('bulkRegisterTitle', { count })}
      onClose={state === 'running' ? null : state === 'ended' ? onDone : onClose}
      wide
    >
      <div className="stack">
        <p>{t(isAcknowledge ? 'bulkAcknowledgeText' : 'bulkRegisterText')}</p>
        <ul className="bulk-lines">
          {all.map((line) => (
            <li key={line.id}>
              <span className="two-lines">
                <strong>{line.symbol}</strong> {line.subject}
              </span>
              {state !== 'asking' && <Told result={results[line.id] ?? { is: 'waiting' }} />}
            </li>
          ))}
        </ul>
        <p role="status">
          {state === 'running' && t('bulkProgress', { done: settled, total: count })}
          {state === 'ended' &&
            (failed > 0 ? t('bulkEnd', { done, total: count, failed }) : t('bulkProgress', { done, total: count }))}
          {state === 'ended' && kept > 0 && ` ${t('bulkKept', { kept })}`}
        </p>
        {state === 'running' && (
          <progress value={settled} max={count} aria-label={t('bulkProgress', { done: settled, total: count })} />
        )}
      </div>
      <footer className="dialog-foot">
        {state === 'ended' ? (
          <Button kind="primary" onClick={onDone}>
            {c('close')}
          </Button>
        ) : (
          <>
            <Button kind="primary" busy={state === 'running'} onClick={() => void run()}>
              {isAcknowledge ? t('bulkAcknowledgeDo', { count }) : t('bulkRegisterDo', { count })}
            </Button>
            <Button onClick={onClose} disabled={state === 'running'}>
              {c('cancel')}
            </Button>
          </>
        )}
      </footer>
    </Dialog>
  );
}

function inOrderOfArrival(lines: readonly IncomingLineWire[]): readonly IncomingLineWire[] {
  return sorted(reversed(lines), (a, b) => (a.deliveredAt ?? '').localeCompare(b.deliveredAt ?? ''));
}

function useBulk(act: BulkAct, lines: readonly IncomingLineWire[]) {
  const [results, setResults] = useState<Readonly<Record<string, Result>>>({});
  const [state, setState] = useState<'asking' | 'running' | 'ended'>('asking');
  const run = async (): Promise<void> => {
    setState('running');
    for (const line of lines) {
      const { id } = line;
      setResults((before) => ({ ...before, [id]: { is: 'running' } }));
      const result = await one(act, line);
      setResults((before) => ({ ...before, [id]: result }));
    }
    setState('ended');
  };
  return { results, run, state };
}

async function one(act: BulkAct, line: IncomingLineWire): Promise<Result> {
  try {
    if (act === 'acknowledge') {
      const acknowledged = await acknowledge(line.id, nameOf(line));
      if (acknowledged) keepAnswer(acknowledged);
      return { is: acknowledged ? 'done' : 'kept' };
    }
    const document = await post<IncomingDocumentWire>(`/incoming-documents/${line.id}/registration`);
    keepAnswer(document);
    return { is: 'registered', number: document.arrivalNumber ?? 0 };
  } catch (error) {
    return { is: 'failed', why: asProblem(error).detail };
  }
}

const TONES: Readonly<Record<Result['is'], Tone>> = {
  waiting: 'grey',
  running: 'blue',
  done: 'green',
  kept: 'orange',
  registered: 'green',
  failed: 'red',
};

function Told({ result }: { readonly result: Result }) {
  const t = useTexts(workTexts);
  const words = { waiting: t('bulk.waiting'), running: t('bulk.running'), done: t('bulk.done'), kept: t('bulk.kept') };
  return (
    <Mark tone={TONES[result.is]}>
      {result.is === 'failed' && <span className="bulk-why">{result.why}</span>}
      {result.is === 'registered' && t('bulk.registered', { number: result.number })}
      {result.is !== 'failed' && result.is !== 'registered' && words[result.is]}
    </Mark>
  );
}
