import { useSyncExternalStore } from 'react';
import type { AttachmentWire } from '../../attachments/attachment.wire.ts';
import { get, post } from '../api/client.ts';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { dropWork, showWork } from '../ui/tray-work.ts';
import { sha256Of } from './content.ts';
import { paced, type Pace } from './speed.ts';
import { newToken } from '../api/token.ts';
import type { Transfer } from './transfer.ts';

/** A file on its way into a draft. */
export interface Upload {
  readonly id: string;
  /** Key of the desk it is for. */
  readonly desk: string;
  readonly name: string;
  readonly size: number;
  readonly done: number;
  readonly speed: number | null;
  readonly state: 'running' | 'paused' | 'failed';
  readonly problem: ApiProblem | null;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
}

let uploads: readonly Upload[] = [];
const listeners = new Set<() => void>();
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};
const now = (): readonly Upload[] => uploads;

function become(next: readonly Upload[]): void {
  uploads = next;
  listeners.forEach((listener) => listener());
}

/** All that are on their way, for whatever draft. */
export const useUploads = (): readonly Upload[] => useSyncExternalStore(watch, now);
export const busyWith = (desk: string): boolean => uploads.some((upload) => upload.desk === desk);

export interface UploadOptions {
  readonly desk: string;
  readonly accountId: string;
  readonly unitId: string | null;
  readonly onDone: (file: AttachmentWire) => void;
}

/** Sends a file, on and on until it has arrived: it survives a broken line, a lost session and, chosen again, a closed page. */
export function sendFile(file: File, options: UploadOptions): void {
  const id = newToken();
  let transfer: Transfer | null = null;
  let pace: Pace | null = null;
  let isOver = false;
  let isStarting = false;
  const move = (change: Partial<Upload>): void => {
    if (isOver) return;
    become(uploads.map((one) => (one.id === id ? { ...one, ...change } : one)));
    const standing = uploads.find((one) => one.id === id);
    if (standing) tray(standing);
  };
  const end = (): void => {
    isOver = true;
    become(uploads.filter((one) => one.id !== id));
  };
  const fail = (problem: ApiProblem): void => move({ state: 'failed', problem, speed: null });
  const arrived = (attachment: AttachmentWire): void => {
    end();
    dropWork(id);
    options.onDone(attachment);
  };
  const start = async (): Promise<void> => {
    isStarting = true;
    try {
      const sha256 = await sha256Of(file);
      const known = sha256 ? await knownContent(file, sha256, options.unitId) : null;
      if (isOver) return;
      if (known) return arrived(known);
      // The protocol's library is loaded with the first file only.
      const { beginTransfer } = await import('./transfer.ts');
      transfer = await beginTransfer(
        file,
        { ...options, sha256 },
        {
          moved: (done) => {
            pace = paced(pace, performance.now(), done);
            move({ done, speed: pace.speed, state: 'running', problem: null });
          },
          failed: fail,
          arrived: (attachmentId) =>
            void untilAnswered(() => get<AttachmentWire>(`/attachments/${attachmentId}`)).then(
              arrived,
              (error: unknown) => fail(asProblem(error)),
            ),
        },
      );
      const isPaused = uploads.find((one) => one.id === id)?.state === 'paused';
      if (!isPaused && !isOver) transfer.go();
    } catch (error) {
      fail(asProblem(error));
    } finally {
      isStarting = false;
    }
  };
  const handle: Upload = {
    id,
    desk: options.desk,
    name: file.name,
    size: file.size,
    done: 0,
    speed: null,
    state: 'running',
    problem: null,
    pause: () => {
      transfer?.stop();
      pace = null;
      move({ state: 'paused', speed: null });
    },
    resume: () => {
      move({ state: 'running', problem: null });
      if (transfer) transfer.go();
      // Paused before it had begun: that beginning is still under way, and a second one would send the file twice.
      else if (!isStarting) void start();
    },
    cancel: () => {
      end();
      dropWork(id);
      transfer?.forget();
    },
  };
  become([...uploads, handle]);
  tray(handle);
  void start();
}

const onScreen = new Set<string>();

/** Whether the screen shows the uploads of a desk itself; otherwise they are in the tray. */
export function showsItself(desk: string, isShown: boolean): void {
  if (isShown) onScreen.add(desk);
  else onScreen.delete(desk);
  for (const one of uploads.filter((upload) => upload.desk === desk)) {
    if (isShown) dropWork(one.id);
    else tray(one);
  }
}

globalThis.addEventListener?.('beforeunload', (event) => {
  if (uploads.some(({ state }) => state === 'running')) event.preventDefault();
});

function tray({ id, desk, name, size, done, speed, state, problem, ...acts }: Upload): void {
  if (onScreen.has(desk)) return;
  showWork({
    id,
    title: name,
    done,
    total: size,
    speed,
    state,
    ...(problem && { problem: problem.detail }),
    onPause: acts.pause,
    onResume: acts.resume,
    onCancel: acts.cancel,
  });
}

/** The unit has uploaded this very content before: nothing is sent. On a line too bad to find out, the file is sent like any other. */
async function knownContent(file: File, sha256: string, unitId: string | null): Promise<AttachmentWire | null> {
  const body = { sha256, size: file.size, name: file.name, ...(unitId && { unitId }) };
  const key = newToken();
  return untilAnswered(() => post<AttachmentWire>('/attachments/known', body, { key })).catch((error: unknown) => {
    const { code, status } = asProblem(error);
    if (code === 'attachments.not-known' || status === 0) return null;
    throw error;
  });
}

const PAUSES_MS = [500, 1000, 2000, 4000];

/** A line that breaks between the parts of a file must not end it; asking again is harmless. @throws the last failure */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (asProblem(error).status !== 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return ask();
}
