import { AREA } from '../api/area.ts';
import { offline, problemOf } from '../api/problem.ts';
import { sessionLost } from '../api/renewal.ts';
import { languageNow } from '../texts/language.ts';
import { newToken } from '../api/token.ts';
import { dropWork, showWork } from '../ui/tray-work.ts';
import { paced, type Pace } from './speed.ts';

/**
 * Sends one large file as a form, where the service takes it in one piece: fetch does not say how far an upload is. It is shown in the
 * tray, and cannot go on where it stopped: a line that breaks ends it.
 * @returns the answer; null when the person has given it up @throws ApiProblem
 */
export async function sendForm<T>(path: string, file: File): Promise<T | null> {
  const id = newToken();
  try {
    let sentAt = Date.now();
    let answer = await sendOnce(path, file, id);
    if (answer?.status === 401 && (await sessionLost(sentAt))) {
      sentAt = Date.now();
      answer = await sendOnce(path, file, id);
    }
    if (answer === null) return null;
    if (!answer.ok) throw await problemOf(answer);
    return (await answer.json()) as T;
  } finally {
    dropWork(id);
  }
}

function sendOnce(path: string, file: File, id: string): Promise<Response | null> {
  const form = new FormData();
  form.append('file', file);
  const request = new XMLHttpRequest();
  let pace: Pace | null = null;
  const show = (done: number): void => {
    pace = paced(pace, performance.now(), done);
    const [title, total, speed] = [file.name, Math.max(file.size, done), pace.speed];
    showWork({ id, title, done, total, speed, state: 'running', onCancel: () => request.abort() });
  };
  return new Promise((resolve, reject) => {
    request.open('POST', `${AREA}/api/v1${path}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', languageNow());
    request.upload.addEventListener('progress', ({ loaded }) => show(loaded));
    request.addEventListener('abort', () => resolve(null));
    request.addEventListener('error', () => reject(offline()));
    request.addEventListener('load', () => resolve(responseOf(request)));
    show(0);
    request.send(form);
  });
}

/** As fetch would have answered, so that errors are read the same way. */
function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ['content-type', 'x-request-id', 'retry-after']) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return new Response(request.responseText || null, { status: request.status, headers });
}
