import { useRef } from 'react';
import { Download, Upload } from 'lucide-react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import type { MailImportWire } from '../../../mail-archive/mail-import.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverMailsTexts } from '../../texts/cutover-mails.vi.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { sendForm } from '../../uploads/send-form.ts';
import { Part } from '../admin/parts/facts.tsx';
import { MailImport } from './mail-import.tsx';
import { useWhenEnded } from './use-when-ended.ts';

const WATCH_MS = 1000;
const isMoving = ({ state }: MailImportWire): boolean => state === 'waiting' || state === 'running';

/** What was brought over from an old inbox, and the ways to bring over more. */
export function MailImports({ inbox }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverMailsTexts);
  const list = useList<MailImportWire>(
    ['cutover', 'mail-imports', inbox.id],
    `/legacy-inboxes/${inbox.id}/mail-imports`,
    { limit: 10 },
    { refetchInterval: (rows) => (rows.some(isMoving) ? WATCH_MS : false) },
  );
  const isBusy = list.rows.some(({ state }) => state === 'waiting' || state === 'running' || state === 'paused');
  useWhenEnded(list.rows.some(isMoving), inbox.id);
  return (
    <Part title={t('imports')}>
      <p className="quiet">{t('importsText')}</p>
      <Ways inbox={inbox} isBusy={isBusy} hasSome={list.rows.length > 0} />
      {list.isPending && <Skeletons rows={2} height={96} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && <p>{t('importsEmpty')}</p>}
      <ul>
        {list.rows.map((one) => (
          <MailImport key={one.id} one={one} />
        ))}
      </ul>
      <MoreRows list={list} />
    </Part>
  );
}

interface WaysProps {
  readonly inbox: LegacyInboxWire;
  readonly isBusy: boolean;
  readonly hasSome: boolean;
}

function Ways({ inbox, isBusy, hasSome }: WaysProps) {
  const t = useTexts(cutoverMailsTexts);
  const touches = [['cutover', 'mail-imports', inbox.id]];
  const start = useAct({
    do: () => post<MailImportWire>(`/legacy-inboxes/${inbox.id}/mail-imports`),
    touches,
    // The line below shows it.
    done: () => announce(t('started')),
  });
  const upload = useAct({
    do: (file: File) => sendForm<MailImportWire>(`/legacy-inboxes/${inbox.id}/mail-files`, file),
    touches,
    done: (made) => (made ? { text: t('uploaded', { name: made.fileName ?? '' }) } : undefined),
  });
  const atWork = isBusy ? t('atWork') : null;
  const noServer = !inbox.imap ? t('noServer') : !inbox.imap.hasPassword ? t('noPassword') : null;
  return (
    <>
      <div className="line">
        <Button
          icon={<Download size={18} aria-hidden />}
          busy={start.pending}
          refused={noServer ?? atWork}
          onClick={() => void start.run()}
        >
          {t(hasSome ? 'startAgain' : 'start')}
        </Button>
        <FileButton busy={upload.pending} refused={atWork} onFile={(file) => void upload.run(file)} />
      </div>
      {(noServer ?? atWork) && <p className="small quiet">{noServer ?? atWork}</p>}
      <p className="small quiet">
        {t('uploadText')} {upload.pending && <strong>{t('uploadNoResume')}</strong>}
      </p>
    </>
  );
}

interface FileButtonProps {
  readonly busy: boolean;
  readonly refused: string | null;
  readonly onFile: (file: File) => void;
}

/** A button of our own words: the browser's speaks the language of the computer. */
function FileButton({ busy, refused, onFile }: FileButtonProps) {
  const t = useTexts(cutoverMailsTexts);
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={<Upload size={18} aria-hidden />}
        busy={busy}
        refused={refused}
        onClick={() => field.current?.click()}
      >
        {t(busy ? 'uploading' : 'upload')}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept=".mbox,.mbx,.eml,.zip"
        aria-label={t('upload')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
