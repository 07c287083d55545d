import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useWho } from '../../api/session.ts';
import type { Desk } from './desk.ts';
import { sendFile } from '../../uploads/uploads.ts';

/** Takes files into the draft, however they come. */
export function useAddFiles(desk: Desk): (files: Iterable<File>) => void {
  const { account } = useWho();
  return (files) => {
    for (const file of files) {
      const { unitId } = desk.state();
      const put = { desk: desk.key, accountId: account.id, unitId };
      sendFile(file, {
        ...put,
        onDone: ({ id, name, size, scan }) =>
          desk.change((values) => ({
            files: values.files.some((one) => one.id === id)
              ? values.files
              : [...values.files, { id, name, size, scan }],
          })),
      });
    }
  };
}

interface Dropped {
  readonly isOver: boolean;
  readonly handlers: Pick<React.HTMLAttributes<HTMLElement>, 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop'>;
}

/** Files dropped anywhere on the form, or pasted anywhere on the page. */
export function useDropped(desk: Desk): Dropped {
  const add = useAddFiles(desk);
  const latest = useRef(add);
  latest.current = add;
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  const move = (by: number) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent): void => {
    depth.current = 0;
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  };
  return { isOver, handlers: { onDragEnter: move(1), onDragOver: move(0), onDragLeave: move(-1), onDrop: drop } };
}
