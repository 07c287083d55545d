import { useRef } from 'react';
import { ArrowDown, ArrowUp, Paperclip } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { UploadPageWire } from '../../../uploads/upload.wire.ts';
import { useAct } from '../../api/act.ts';
import { del, get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';
import { sizeInWords } from '../../words/amounts.ts';
import { DraftFilePill } from './draft-file-pill.tsx';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import type { DraftFile } from './draft.ts';
import { UploadRow } from '../../uploads/upload-row.tsx';
import { useUploads } from '../../uploads/uploads.ts';
import { useAddFiles } from './use-dropped.ts';

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
}

/** The files in their order, those on their way, and how to add more. */
export function FilesPanel({ desk, state }: Props) {
  const t = useTexts(composerTexts);
  const all = useUploads();
  const uploads = all.filter((upload) => upload.desk === desk.key);
  const input = useRef<HTMLInputElement>(null);
  const add = useAddFiles(desk);
  const { files } = state.values;
  return (
    <div className="stack">
      {files.length + uploads.length > 0 && (
        <ul className="composer-files" aria-label={t('files')}>
          {files.map((file, at) => (
            <li key={file.id}>
              <DraftFilePill file={file} onRemove={() => desk.change((now) => ({ files: without(now.files, file) }))}>
                {files.length > 1 && <Order desk={desk} file={file} at={at} last={files.length - 1} />}
              </DraftFilePill>
            </li>
          ))}
          {uploads.map((upload) => (
            <li key={upload.id}>
              <UploadRow upload={upload} />
            </li>
          ))}
        </ul>
      )}
      <div className="composer-dropzone">
        <Button icon={<Paperclip size={18} aria-hidden />} onClick={() => input.current?.click()}>
          {t('chooseFiles')}
        </Button>
        <p className="small quiet">{t('dropHint')}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('chooseFiles')}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was removed.
            event.target.value = '';
          }}
        />
      </div>
      <Unfinished names={all.map(({ name }) => name)} />
    </div>
  );
}

const without = (files: readonly DraftFile[], gone: DraftFile): DraftFile[] => files.filter(({ id }) => id !== gone.id);

function Order({
  desk,
  file,
  at,
  last,
}: {
  readonly desk: Desk;
  readonly file: DraftFile;
  readonly at: number;
  readonly last: number;
}) {
  const t = useTexts(composerTexts);
  const move = (by: number): void =>
    desk.change(({ files }) => {
      const rest = without(files, file);
      return { files: [...rest.slice(0, at + by), file, ...rest.slice(at + by)] };
    });
  return (
    <>
      <IconButton label={t('moveUp', { name: file.name })} disabled={at === 0} onClick={() => move(-1)}>
        <ArrowUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('moveDown', { name: file.name })} disabled={at === last} onClick={() => move(1)}>
        <ArrowDown size={16} aria-hidden />
      </IconButton>
    </>
  );
}

/** Begun before the page was closed: the file has to be chosen again, what has arrived is not sent again. */
function Unfinished({ names }: { readonly names: readonly string[] }) {
  const t = useTexts(composerTexts);
  const language = useLanguage();
  const list = useQuery({
    queryKey: ['uploads'],
    queryFn: ({ signal }) => get<UploadPageWire>('/uploads', { signal }),
    staleTime: 0,
  });
  const forget = useAct({ do: (id: string) => del(`/uploads/${id}`), touches: [['uploads']], errors: 'message' });
  const waiting = (list.data?.items ?? []).filter(({ attachmentId, name }) => !attachmentId && !names.includes(name));
  return waiting.map(({ id, name, size }) => (
    <Note key={id} tone="warn">
      <p>{t('unfinished', { name, size: sizeInWords(size, language) })}</p>
      <Button kind="quiet" busy={forget.pending} onClick={() => void forget.run(id)}>
        {t('forgetUpload')}
      </Button>
    </Note>
  ));
}
