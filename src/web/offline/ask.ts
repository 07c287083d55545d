import { AREA } from '../api/area.ts';
import { renew } from '../api/renewal.ts';
import { languageNow } from '../texts/language.ts';

/** A call behind the person's back: with one silent renewal; a lost session is its answer, nobody is asked for a password. */
export async function askQuietly(path: string, init: RequestInit = {}): Promise<Response> {
  const sentAt = Date.now();
  const headers = { ...init.headers, accept: 'application/json', 'accept-language': languageNow() };
  const ask = (): Promise<Response> => fetch(`${AREA}/api/v1${path}`, { ...init, headers, credentials: 'same-origin' });
  const answer = await ask();
  return answer.status === 401 && (await renew(sentAt)) === 'renewed' ? ask() : answer;
}
