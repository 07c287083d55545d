import { useState } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import type { AttachmentWire } from '../../attachments/attachment.wire.ts';
import { addressOf } from '../api/client.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button } from './button.tsx';
import { Skeletons } from './conditions.tsx';
import { FilePill } from './file-pill.tsx';
import { scanLook } from './scan-look.ts';
import { later } from './later.tsx';

const Preview = later(
  async () => (await import('./lazy/preview.tsx')).Preview,
  () => <Skeletons rows={1} height={400} />,
);

/** Whether the scanner lets it be looked at and loaded. */
export const mayOpen = ({ scan }: AttachmentWire): boolean =>
  scan.state === 'clean' || scan.state === 'off' || scan.state === 'released';

interface FilesProps {
  readonly files: readonly AttachmentWire[];
  /** Path of a file in the API, for its content. */
  readonly contentOf: (file: AttachmentWire) => string;
  /** Path of a file in the API, for its pictures and text. */
  readonly previewOf: (file: AttachmentWire) => string;
  /** Shows the first file without being asked. */
  readonly first?: boolean;
  readonly onDownload?: () => void;
}

/** The files of a document, and the one that is looked at. */
export function ShownFiles({ files, contentOf, previewOf, first = false, onDownload }: FilesProps) {
  const [shown, show] = useState(() => (first ? (files.find(mayOpen)?.id ?? null) : null));
  const file = files.find((one) => one.id === shown && mayOpen(one));
  return (
    <>
      <ul className="files">
        {files.map((one) => (
          <li key={one.id} onClickCapture={(event) => (event.target as Element).closest('a') && onDownload?.()}>
            <File
              file={one}
              href={addressOf(contentOf(one))}
              shown={one === file}
              onShow={() => show(one === file ? null : one.id)}
            />
          </li>
        ))}
      </ul>
      {file && <Preview key={file.id} base={previewOf(file)} name={file.name} />}
    </>
  );
}

interface FileProps {
  readonly file: AttachmentWire;
  readonly href: string;
  readonly shown: boolean;
  readonly onShow: () => void;
}

function File({ file, href, shown, onShow }: FileProps) {
  const t = useTexts(common);
  const { name, size } = file;
  const look = scanLook(file.scan.state);
  const open = mayOpen(file);
  return (
    <FilePill name={name} size={size} {...(look && { scan: look })} {...(open && { href })}>
      {open && (
        <Button
          kind="quiet"
          icon={shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          aria-expanded={shown}
          aria-label={shown ? t('hide') : t('seeFile', { name })}
          onClick={onShow}
        >
          {t(shown ? 'hide' : 'see')}
        </Button>
      )}
    </FilePill>
  );
}
