/** Orders titles as the title search does: the exact phrase, then all words, then some of them. Others drop out. */
export function rankTitles<T extends { title: string }>(query: string, items: readonly T[]): T[] {
  const phrase = query.trim().toLowerCase();
  const words = phrase.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return [];
  const score = ({ title }: T): number => {
    const text = title.toLowerCase();
    if (text === phrase) return 4;
    if (text.includes(phrase)) return 3;
    const hits = words.filter((word) => text.includes(word)).length;
    return hits === words.length ? 2 : hits / words.length;
  };
  return items
    .map((item) => ({ item, points: score(item) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ item }) => item);
}
