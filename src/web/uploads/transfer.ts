import { Upload, type DetailedError } from 'tus-js-client';
import { AREA } from '../api/area.ts';
import { ApiProblem, asProblem, offline, problemOf } from '../api/problem.ts';
import { sessionLost } from '../api/renewal.ts';
import { languageNow } from '../texts/language.ts';
import { reversed } from '../words/sorted.ts';

export interface Transfer {
  go(): void;
  stop(): void;
  /** Also at the service: nothing of it is kept. */
  forget(): void;
}

interface Told {
  moved(done: number): void;
  failed(problem: ApiProblem): void;
  arrived(attachmentId: string): void;
}

interface Options {
  readonly accountId: string;
  readonly unitId: string | null;
  readonly sha256: string | null;
}

const ENDPOINT = `${AREA}/api/v1/uploads`;
/** Smaller ones go with the request that begins them: one journey instead of two. A larger one must have its address before the line breaks. */
const AT_ONCE = 1024 * 1024;
const PAUSES = [500, 1000, 3000, 5000, 10_000, 15_000, 20_000, 30_000, 30_000, 30_000];

/** tus 1.0 in one direction. What was begun of the same file, here and by the same person, goes on where it stopped. */
export async function beginTransfer(file: File, options: Options, told: Told): Promise<Transfer> {
  let sentAt = Date.now();
  const { unitId, sha256 } = options;
  const transfer = new Upload(file, {
    endpoint: ENDPOINT,
    metadata: { filename: file.name, ...(unitId && { unitId }), ...(sha256 && { sha256 }) },
    fingerprint: async () => ['gnvb', options.accountId, unitId, file.name, file.size, file.lastModified].join('/'),
    headers: { 'accept-language': languageNow() },
    uploadDataDuringCreation: file.size <= AT_ONCE,
    removeFingerprintOnSuccess: true,
    retryDelays: PAUSES,
    onBeforeRequest: () => void (sentAt = Date.now()),
    onShouldRetry: (error) => worthTrying(error),
    onProgress: (done) => told.moved(done),
    onSuccess: ({ lastResponse }) => {
      const id = lastResponse.getHeader('Upload-Attachment-Id');
      if (id) told.arrived(id);
      else told.failed(asProblem(new Error('no attachment')));
    },
    onError: (error) => void mend(error as DetailedError),
  });

  const mend = async (error: DetailedError): Promise<void> => {
    const problem = await problemFrom(error);
    if (problem.status === 401 && (await sessionLost(sentAt))) return transfer.start();
    if (problem.status === 0) addEventListener('online', go, { once: true });
    told.failed(problem);
  };
  const go = (): void => {
    removeEventListener('online', go);
    transfer.start();
  };
  const [before] = reversed(await transfer.findPreviousUploads());
  if (before) transfer.resumeFromPreviousUpload(before);
  return {
    go,
    stop: () => {
      removeEventListener('online', go);
      void transfer.abort();
    },
    forget: () => {
      removeEventListener('online', go);
      void transfer.abort(true).catch(() => undefined);
    },
  };
}

/** No answer, an overloaded service, or another request still writing: the same again helps. */
function worthTrying(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 0) return navigator.onLine;
  return status >= 500 || [409, 423, 429].includes(status);
}

async function problemFrom(error: DetailedError): Promise<ApiProblem> {
  const response = error.originalResponse;
  if (!response || response.getStatus() === 0) return error.originalRequest ? offline() : asProblem(error);
  const status = response.getStatus();
  return problemOf(new Response(response.getBody() || null, { status: status < 200 ? 500 : status }));
}
