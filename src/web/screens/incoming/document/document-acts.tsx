import { useEffect, useState, type RefObject } from 'react';
import { BookOpen, Check, CheckCheck, PencilLine, Printer, Reply, RotateCcw, Undo2, UserRoundPlus } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { useKeptAct } from '../../../offline/acts.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { offlineTexts } from '../../../texts/offline.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useOffers } from '../../../ui/commands.ts';
import { useKeys } from '../../../ui/keys.ts';
import { Mark } from '../../../ui/marks.tsx';
import { Menu, type MenuItem } from '../../../ui/menu.tsx';
import { whenExactly } from '../../../words/when.ts';
import { othersOf, primaryOf, whyNot, type Act } from './acts.policy.ts';
import { usePressActs } from './use-acts.ts';
import { useSettled } from './use-settled.ts';
import { later } from '../../../ui/later.tsx';

const AssignDialog = later(async () => (await import('../lazy/assign-dialog.tsx')).AssignDialog);
const NoteDialog = later(async () => (await import('../lazy/note-dialog.tsx')).NoteDialog);
const RefuseDialog = later(async () => (await import('../lazy/refuse-dialog.tsx')).RefuseDialog);

const ICONS = {
  acknowledge: Check,
  register: BookOpen,
  assign: UserRoundPlus,
  progress: PencilLine,
  finish: CheckCheck,
  refuse: Undo2,
  return: Undo2,
  reconsider: RotateCcw,
} as const;

interface ActsProps {
  readonly document: IncomingDocumentWire;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

function iconOf(act: Act) {
  const Icon = ICONS[act];
  return <Icon size={18} aria-hidden />;
}

/** The one act in its fixed place, everything else behind the menu; `e` does the one, `r` replies. */
export function DocumentActs({ document, heading }: ActsProps) {
  const t = useTexts(documentTexts);
  const navigate = useNavigate();
  const press = usePressActs(document);
  const [asks, setAsks] = useState<Act | null>(null);
  const primary = primaryOf(document);
  const settled = useSettled(primary);
  const kept = useKeptAct(document.id);
  const why = (act: Act): string | null => {
    const key = whyNot(act, document.can[act]);
    return key && t(key);
  };
  const run = (act: Act): void => {
    if (press.pending || kept || whyNot(act, document.can[act])) return;
    if (act === 'acknowledge' || act === 'register' || act === 'reconsider') void press[act]();
    else setAsks(act);
  };
  const nameOfAct = (act: Act): string => {
    if (act === 'assign' && document.assignment) return t('reassign');
    return act === 'register' && act !== primary ? t('registerNow') : t(act);
  };
  const canReply = document.sender.unitId !== null && document.state !== 'withdrawn';
  const reply = (): void => {
    if (canReply) void navigate(`/outgoing/new?repliesTo=${document.id}`);
  };
  // Not while the focus is on another document's row: what is open would not be what is meant.
  const isMeant = (): boolean => {
    const row = globalThis.document.activeElement?.closest<HTMLElement>('[data-row]');
    return !row || row.dataset['row'] === document.id;
  };
  useKeys({
    e: ({ repeat }) => primary && settled && !repeat && isMeant() && run(primary),
    r: () => isMeant() && reply(),
  });
  useOffers(useActOffers(document, nameOfAct, run, why));
  useFocusKept(heading, primary === null);
  const items: MenuItem[] = [
    ...othersOf(document).map((act) => ({
      label: nameOfAct(act),
      icon: iconOf(act),
      refused: why(act),
      onSelect: () => run(act),
    })),
    {
      label: t('reply'),
      icon: <Reply size={18} aria-hidden />,
      refused: canReply ? null : t('why.noReply'),
      onSelect: reply,
    },
    { label: t('print'), icon: <Printer size={18} aria-hidden />, onSelect: () => globalThis.print() },
  ];
  const refused = primary && why(primary);
  return (
    <div className="page-actions">
      {kept && <Waiting pressedAt={kept.pressedAt} />}
      {primary && !kept && (
        <Button
          kind="primary"
          icon={iconOf(primary)}
          busy={press.pending}
          refused={refused}
          data-settled={settled}
          onClick={({ detail }) => settled && detail < 2 && run(primary)}
        >
          {nameOfAct(primary)}
        </Button>
      )}
      <Menu label={t('moreActs')} items={items} />
      {refused && (
        <p className="document-refused small quiet" aria-hidden>
          {refused}
        </p>
      )}
      {asks && <ActDialog act={asks} document={document} onClose={() => setAsks(null)} />}
    </div>
  );
}

/** Pressed without a line: not acknowledged yet, and said so. */
function Waiting({ pressedAt }: { readonly pressedAt: string }) {
  const t = useTexts(offlineTexts);
  return (
    <Mark tone="orange">
      {t('acknowledgement')}: {t('waiting')}, {t('pressedAt', { time: whenExactly(pressedAt) })}
    </Mark>
  );
}

function ActDialog({
  act,
  ...rest
}: {
  readonly act: Act;
  readonly document: IncomingDocumentWire;
  readonly onClose: () => void;
}) {
  if (act === 'assign') return <AssignDialog {...rest} />;
  if (act === 'refuse' || act === 'return') return <RefuseDialog act={act} {...rest} />;
  return <NoteDialog act={act === 'finish' ? 'finish' : 'progress'} {...rest} />;
}

/** The acts in Ctrl-K, the same array while nothing changes. */
function useActOffers(
  document: IncomingDocumentWire,
  name: (act: Act) => string,
  run: (act: Act) => void,
  why: (act: Act) => string | null,
) {
  const [offers, setOffers] = useState<readonly { readonly name: string; readonly run: () => void }[]>([]);
  useEffect(() => {
    const primary = primaryOf(document);
    const acts = [...(primary ? [primary] : []), ...othersOf(document)].filter((act) => why(act) === null);
    setOffers(acts.map((act) => ({ name: name(act), run: () => run(act) })));
    // oxlint-disable-next-line react/exhaustive-deps -- the functions are of this document
  }, [document]);
  return offers;
}

/** When the last act is done its button goes; the focus then goes to the document, not to nowhere. */
function useFocusKept(heading: RefObject<HTMLHeadingElement | null>, gone: boolean): void {
  useEffect(() => {
    if (gone && document.activeElement === document.body) heading.current?.focus();
  }, [gone, heading]);
}
