import { signOut } from '../api/session.ts';
import { sendActs } from '../offline/acts.ts';

/** Signs out, after what still waits has been sent under the session that pressed it. */
export async function signOutHere(): Promise<void> {
  await sendActs();
  await signOut();
}
