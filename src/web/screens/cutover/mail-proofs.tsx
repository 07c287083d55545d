import { useState } from 'react';
import { Check, CircleX, Clock, ExternalLink, FileText, GitCompareArrows, LoaderCircle } from 'lucide-react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import type { MailProofWire } from '../../../mail-archive/mail-proof.wire.ts';
import { useAct } from '../../api/act.ts';
import { addressOf, post } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { cutoverMailsTexts } from '../../texts/cutover-mails.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Note, Skeletons } from '../../ui/conditions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { countInWords } from '../../words/amounts.ts';
import { Part } from '../admin/parts/facts.tsx';
import { Differences } from './differences.tsx';
import { Figures } from './figures.tsx';
import { useWhenEnded } from './use-when-ended.ts';

const WATCH_MS = 1000;
const isMoving = ({ state }: MailProofWire): boolean => state === 'waiting' || state === 'running';

/** What the server held against what was brought over, each time it was asked. */
export function MailProofs({ inbox }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverMailsTexts);
  const [asks, setAsks] = useState(false);
  const list = useList<MailProofWire>(
    ['cutover', 'mail-proofs', inbox.id],
    `/legacy-inboxes/${inbox.id}/mail-proofs`,
    { limit: 10 },
    { refetchInterval: (rows) => (rows.some(isMoving) ? WATCH_MS : false) },
  );
  const moves = list.rows.some(isMoving);
  useWhenEnded(moves, inbox.id);
  return (
    <Part
      title={t('proofs')}
      action={
        <Button icon={<GitCompareArrows size={18} aria-hidden />} busy={moves} onClick={() => setAsks(true)}>
          {t(list.rows.length > 0 ? 'askAgain' : 'ask')}
        </Button>
      }
    >
      <p className="quiet">{t('proofsText')}</p>
      {list.isPending && <Skeletons rows={2} height={96} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && <p>{t('proofsEmpty')}</p>}
      <ul>
        {list.rows.map((proof, index) => (
          <Proof key={proof.id} proof={proof} isNewest={index === 0} />
        ))}
      </ul>
      <MoreRows list={list} />
      {asks && <AskProof inboxId={inbox.id} onClose={() => setAsks(false)} />}
    </Part>
  );
}

function AskProof({ inboxId, onClose }: { readonly inboxId: string; readonly onClose: () => void }) {
  const t = useTexts(cutoverMailsTexts);
  const c = useTexts(common);
  const [everyHash, setEveryHash] = useState(false);
  const ask = useAct({
    do: () => post<MailProofWire>(`/legacy-inboxes/${inboxId}/mail-proofs`, { everyHash }),
    touches: [['cutover', 'mail-proofs', inboxId]],
    done: () => {
      onClose();
      announce(t('asked'));
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('askTitle')} onClose={onClose}>
      <Form onSubmit={() => void ask.run()} problem={ask.problem}>
        <p>{t('proofsText')}</p>
        <CheckField label={t('everyHash')} checked={everyHash} onChange={setEveryHash} />
        <p className="small quiet">{t('everyHashText')}</p>
        <div className="dialog-foot">
          <Button type="submit" kind="primary" busy={ask.pending}>
            {t('ask')}
          </Button>
          <Button onClick={onClose} disabled={ask.pending}>
            {c('cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function Proof({ proof, isNewest }: { readonly proof: MailProofWire; readonly isNewest: boolean }) {
  const t = useTexts(cutoverMailsTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  const count = proof.differences.reduce((sum, one) => sum + one.count, 0);
  return (
    <li className="import-card">
      <div className="line spread">
        <Outcome proof={proof} />
        <small className="quiet">
          {t('by', { name: proof.requestedBy })} · <When at={proof.endedAt ?? proof.requestedAt} />
        </small>
      </div>
      {proof.state === 'failed' && (
        <Note tone="bad">
          <p>{isProblem(proof.problem) ? t(`p_${proof.problem}`) : t('p_unexpected')}</p>
        </Note>
      )}
      {proof.state === 'done' && (
        <>
          {!proof.hasServer && <p className="small quiet">{t('noServerProof')}</p>}
          {proof.everyHash && <p className="small quiet">{t('hashedAll')}</p>}
          <Figures
            rows={[
              [t('g_onServer'), n(proof.onServer)],
              [t('g_inArchive'), n(proof.inArchive)],
              [t('g_same'), n(proof.same)],
              [t('g_explained'), n(proof.explained)],
              [t('g_unexplained'), n(proof.unexplained)],
              [t('g_hashed'), n(proof.hashed)],
            ]}
          />
          <Report id={proof.id} />
          {count === 0 ? (
            <p>{t('noDifferences')}</p>
          ) : (
            <Differences proof={proof} count={count} isOpen={isNewest && proof.unexplained > 0} />
          )}
        </>
      )}
    </li>
  );
}

function Outcome({ proof }: { readonly proof: MailProofWire }) {
  const t = useTexts(cutoverMailsTexts);
  if (proof.state !== 'done') {
    const Icon = { waiting: Clock, running: LoaderCircle, failed: CircleX }[proof.state];
    return (
      <Mark tone={proof.state === 'failed' ? 'red' : 'blue'} icon={<Icon size={16} aria-hidden />}>
        {t(`proof_${proof.state}`)}
      </Mark>
    );
  }
  return (
    <span className="line">
      {proof.agrees ? (
        <Mark tone="green" icon={<Check size={16} aria-hidden />} bold>
          {t('agrees')}
        </Mark>
      ) : (
        <Mark tone="red" icon={<CircleX size={16} aria-hidden />} bold>
          {t('disagrees', { count: proof.unexplained })}
        </Mark>
      )}
      {proof.isStale && <Mark tone="orange">{t('stale')}</Mark>}
    </span>
  );
}

/** Loaded by the browser itself, beside this page. */
function Report({ id }: { readonly id: string }) {
  const t = useTexts(cutoverMailsTexts);
  return (
    <p className="line">
      <a className="button button-plain" href={addressOf(`/mail-proofs/${id}/report`)} target="_blank" rel="noreferrer">
        <ExternalLink size={18} aria-hidden />
        <span>{t('reportHtml')}</span>
      </a>
      <a className="button button-plain" href={addressOf(`/mail-proofs/${id}/report.pdf`)} download>
        <FileText size={18} aria-hidden />
        <span>{t('reportPdf')}</span>
      </a>
    </p>
  );
}

const PROBLEMS = [
  'login-refused',
  'address-refused',
  'name-unknown',
  'certificate-refused',
  'tls-refused',
  'no-password',
  'no-imap',
  'unreachable',
  'too-slow',
  'disk-full',
  'quota-exceeded',
  'store-unavailable',
  'file-unreadable',
  'unexpected',
] as const;
const isProblem = (text: string | null): text is (typeof PROBLEMS)[number] => PROBLEMS.some((one) => one === text);
