/** At most so many letters, cut between words: "Về việc tập huấn …". Never within a syllable. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.lastIndexOf(' ', most);
  return `${text.slice(0, cut > 0 ? cut : most).replace(/[\s,.;:–-]+$/u, '')} …`;
}
