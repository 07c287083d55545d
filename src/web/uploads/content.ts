const CHEAP_FROM = 256 * 1024;
const CHEAP_TO = 48 * 1024 * 1024;

/**
 * SHA-256 of what is in a file, where it costs less than sending it: not so small that it is there at once, not so large that an old
 * computer has to hold it in memory. The browser does the sum beside the page's own thread. Over plain http there is no such function.
 * @returns lower-case hex; null where it is not worth it
 */
export async function sha256Of(file: File): Promise<string | null> {
  if (file.size < CHEAP_FROM || file.size > CHEAP_TO || !('subtle' in crypto)) return null;
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    // A file that cannot be read now; sending it will say why.
    return null;
  }
}
