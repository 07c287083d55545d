/** Random, for keys. `crypto.randomUUID` is there over https and on localhost only. */
export const newToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
