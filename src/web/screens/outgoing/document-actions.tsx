import { useState } from 'react';
import { BookMarked, Check, Clock, Gauge, PenLine, Send } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { primaryOf, secondaryOf, whyNot, type Primary, type Secondary } from './next-step.ts';
import { ReasonDialog, type WithReason } from './reason-dialog.tsx';
import { reasonFor } from './reasons.ts';
import { SendDialog } from './send-dialog.tsx';
import { CancelDialog, CloseDialog } from './small-dialogs.tsx';
import { useSteps } from './use-steps.ts';
import { later } from '../../ui/later.tsx';

const FurtherDialog = later(async () => (await import('./further-dialog.tsx')).FurtherDialog);

const ICONS = { submit: Send, approve: Check, issue: BookMarked, dispatch: Send, track: Gauge, wait: Clock } as const;
const NEED_REASON: ReadonlySet<string> = new Set<WithReason>(['sendBack', 'abandon', 'void', 'revoke']);

type Open = 'issue' | 'dispatch' | Secondary;

/** The one act of the state first; the others in the menu, those that are refused with their reason. */
export function DocumentActions({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const navigate = useNavigate();
  const steps = useSteps(document);
  const [open, setOpen] = useState<Open | null>(null);
  const primary = primaryOf(document);
  const press = (act: Primary): void => {
    if (act === 'track') void navigate(`/tracking/${document.id}`);
    else if (act === 'issue' || act === 'dispatch') setOpen(act);
    else if (act === 'wait') setOpen('cancel');
    else steps.run(act);
  };
  const choose = (act: Secondary): void => {
    if (act === 'edit') void navigate(`/outgoing/${document.id}/edit`);
    else if (act === 'replace') void navigate(`/outgoing/new?replaces=${document.id}`);
    else setOpen(act);
  };
  useKeys({
    e: () => primary && !reasonFor(whyNot(document, primary), primary, t) && press(primary),
  });
  const items = secondaryOf(document)
    .filter((act) => act !== 'edit' && !(act === 'cancel' && primary === 'wait'))
    .map((act): MenuItem => ({
      label: t(`act_${act}`),
      refused: reasonFor(whyNot(document, act), act, t),
      onSelect: () => choose(act),
    }));
  const close = (): void => setOpen(null);
  return (
    <>
      {primary && (
        <PrimaryButton document={document} act={primary} busy={steps.pending} onPress={() => press(primary)} />
      )}
      {document.state === 'draft' && document.can.edit.allowed && (
        <ButtonLink to={`/outgoing/${document.id}/edit`} icon={<PenLine size={18} aria-hidden />}>
          {t('act_edit')}
        </ButtonLink>
      )}
      {items.length > 0 && <Menu label={t('otherActs')} items={items} />}
      {open === 'issue' && <IssueDialog document={document} onClose={close} />}
      {open === 'dispatch' && <SendDialog document={document} onClose={close} />}
      {open === 'further' && <FurtherDialog document={document} onClose={close} />}
      {open === 'close' && <CloseDialog document={document} onClose={close} />}
      {open === 'cancel' && <CancelDialog document={document} onClose={close} />}
      {open && NEED_REASON.has(open) && <ReasonDialog document={document} act={open as WithReason} onClose={close} />}
    </>
  );
}

interface PrimaryProps {
  readonly document: OutgoingDocumentWire;
  readonly act: Primary;
  readonly busy: boolean;
  readonly onPress: () => void;
}

function PrimaryButton({ document, act, busy, onPress }: PrimaryProps) {
  const t = useTexts(outgoingTexts);
  const Icon = ICONS[act];
  return (
    <Button
      // Taking it back is possible, but nothing asks for it.
      kind={act === 'wait' ? 'plain' : 'primary'}
      icon={<Icon size={18} aria-hidden />}
      busy={busy}
      refused={reasonFor(whyNot(document, act), act, t)}
      onClick={onPress}
    >
      {t(`act_${act}`)}
    </Button>
  );
}
