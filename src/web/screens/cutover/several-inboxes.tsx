import { useEffect, useMemo, useState } from 'react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { post } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { queries, useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { canOf, type InboxAct, type Obstacle } from './obstacles.ts';

const PAGE = 200;
const SHOWN = 100;
/** Those that take no reason when nothing is in the way: each inbox that needs one is done by itself. */
const ACTS = ['freezing', 'dual-run', 'import-completion', 'retirement'] as const satisfies readonly InboxAct[];
type SeveralAct = (typeof ACTS)[number];

interface Props {
  readonly query: { readonly state: LegacyInboxWire['state'] | null; readonly q: string | null };
  readonly onClose: () => void;
}

interface Run {
  readonly done: number;
  readonly total: number;
  readonly failed: ReadonlyMap<string, string>;
  readonly isOver: boolean;
}

/** One step for all inboxes of the list, one after the other; each is noted by itself, and one that fails stops no other. */
export function SeveralInboxes({ query, onClose }: Props) {
  const t = useTexts(cutoverInboxesTexts);
  const c = useTexts(common);
  const [act, setAct] = useState<SeveralAct>('freezing');
  const { rows, isSettled } = useAll(query);
  const [can, cannot] = useMemo(() => partition(rows, act), [rows, act]);
  const [run, setRun] = useState<Run | null>(null);
  const isRunning = run !== null && !run.isOver;
  const start = (): void => void doAll(can, act, setRun);
  return (
    <Dialog title={t('several')} onClose={isRunning ? null : onClose} wide>
      <div className="stack">
        <p className="quiet">{t('severalText')}</p>
        {run === null && (
          <>
            <SelectField
              label={t('severalAct')}
              value={act}
              onChange={setAct}
              options={ACTS.map((value) => ({ value, label: t(`act_${value}`) }))}
            />
            <p>{t(`will_${act}`)}</p>
          </>
        )}
        {!isSettled ? (
          <p role="status">{t('severalLoading', { count: rows.length })}</p>
        ) : (
          <Lists can={can} cannot={cannot} act={act} run={run} />
        )}
        {run && <Standing run={run} />}
      </div>
      <footer className="dialog-foot">
        {run === null && (
          <Button kind="primary" refused={isSettled && can.length > 0 ? null : t('severalNone')} onClick={start}>
            {t('severalRun', { act: t(`act_${act}`), count: can.length })}
          </Button>
        )}
        <Button onClick={onClose} disabled={isRunning}>
          {c(run?.isOver ? 'close' : 'cancel')}
        </Button>
      </footer>
    </Dialog>
  );
}

/** All inboxes of the list as it is filtered, page after page. */
function useAll(query: Props['query']) {
  const list = useList<LegacyInboxWire>(['cutover', 'all-inboxes'], '/legacy-inboxes', { ...query, limit: PAGE });
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return { rows: list.rows, isSettled: list.isSuccess && !hasNextPage };
}

function partition(rows: readonly LegacyInboxWire[], act: InboxAct): readonly [LegacyInboxWire[], LegacyInboxWire[]] {
  const [can, cannot]: [LegacyInboxWire[], LegacyInboxWire[]] = [[], []];
  for (const inbox of rows) (canOf(inbox, act).allowed ? can : cannot).push(inbox);
  return [can, cannot];
}

/** Pressed again it is harmless: an inbox that is there already answers so. */
async function doAll(inboxes: readonly LegacyInboxWire[], act: InboxAct, tell: (run: Run) => void): Promise<void> {
  const failed = new Map<string, string>();
  let done = 0;
  const say = (isOver: boolean): void => tell({ done, total: inboxes.length, failed: new Map(failed), isOver });
  say(false);
  for (const { id } of inboxes) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: the service's rows are locked one by one
      await post(`/legacy-inboxes/${id}/${act}`);
      done++;
    } catch (error) {
      failed.set(id, asProblem(error).detail);
    }
    say(false);
  }
  await queries.invalidateQueries({
    queryKey: ['cutover'],
    predicate: ({ queryKey }) => queryKey[1] !== 'all-inboxes',
  });
  queries.removeQueries({ queryKey: ['cutover', 'all-inboxes'], type: 'inactive' });
  say(true);
}

function Standing({ run: { done, total, failed, isOver } }: { readonly run: Run }) {
  const t = useTexts(cutoverInboxesTexts);
  const text = !isOver
    ? t('severalAt', { done: done + failed.size, total })
    : failed.size > 0
      ? t('severalFailed', { done, failed: failed.size })
      : t('severalDone', { done });
  return (
    <div role="status">
      <p>
        <strong>{text}</strong>
      </p>
      <progress className="gauge" aria-label={text} max={Math.max(1, total)} value={done + failed.size} />
    </div>
  );
}

interface ListsProps {
  readonly can: readonly LegacyInboxWire[];
  readonly cannot: readonly LegacyInboxWire[];
  readonly act: InboxAct;
  readonly run: Run | null;
}

function Lists({ can, cannot, act, run }: ListsProps) {
  const t = useTexts(cutoverInboxesTexts);
  const words = (obstacles: readonly Obstacle[]): string => obstacles.map((one) => t(`o_${one}`)).join(' ');
  return (
    <>
      <Several
        title={t('severalCan', { count: can.length })}
        inboxes={can}
        word={({ id }) => run?.failed.get(id) ?? null}
        isOpen
      />
      {!run && (
        <Several
          title={t('severalCannot', { count: cannot.length })}
          inboxes={cannot}
          word={(inbox) => words(canOf(inbox, act).obstacles)}
        />
      )}
    </>
  );
}

interface SeveralProps {
  readonly title: string;
  readonly inboxes: readonly LegacyInboxWire[];
  readonly word: (inbox: LegacyInboxWire) => string | null;
  readonly isOpen?: boolean;
}

function Several({ title, inboxes, word, isOpen = false }: SeveralProps) {
  const t = useTexts(cutoverInboxesTexts);
  if (inboxes.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="several-title">{title}</summary>
      <ul className="admin-preview" tabIndex={0} aria-label={title}>
        {inboxes.slice(0, SHOWN).map((inbox) => (
          <li key={inbox.id}>
            <span className="breaks">{inbox.address}</span> <small className="quiet">{inbox.unitName}</small>
            {word(inbox) && <small className="block field-error">{word(inbox)}</small>}
          </li>
        ))}
        {inboxes.length > SHOWN && <li className="quiet">{t('andMore', { count: inboxes.length - SHOWN })}</li>}
      </ul>
    </details>
  );
}
