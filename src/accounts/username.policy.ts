/** The form in which user names are stored and compared: NFC, trimmed, lower case. */
export function toUsername(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().normalize('NFC');
}

/** 3 to 64 letters or digits, with . _ - @ inside. */
export const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,62}[\p{L}\p{N}]$/u;
